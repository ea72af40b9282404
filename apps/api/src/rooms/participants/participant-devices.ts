import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { PhoneCookies } from '../events/phone-cookies.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';

/** Browsers remembered per participant: one is usual. */
const MAX_DEVICES = 4;

interface Device {
  readonly participantId: string;
  readonly hash: Uint8Array<ArrayBuffer>;
}

/**
 * Recognizes a browser whose participant was removed for good, although it joins with a new key. The database only has a
 * hash of it that differs from event to event, and that goes with the participant.
 */
@Injectable()
export class ParticipantDevices {
  private readonly writes = new BatchedCalls((devices: readonly Device[]) => this.insert(devices));

  constructor(
    private readonly prisma: PrismaService,
    private readonly cookies: PhoneCookies,
    private readonly linkTokens: LinkTokensService,
  ) {}

  /** Whether a participant of this event who was removed for good joined with this browser. */
  async isBanned(eventId: string, cookie: string | undefined): Promise<boolean> {
    if (!this.cookies.isValid(cookie)) return false;
    const deviceHash = this.hash(eventId, cookie);
    const participant = { eventId, removal: 'banned' };
    return (await this.prisma.participantDevice.count({ where: { deviceHash, participant } })) > 0;
  }

  /** Remembers the browser of a participant. Does nothing if they were deleted meanwhile. */
  async remember(eventId: string, participantId: string, cookie: string | undefined): Promise<void> {
    if (!this.cookies.isValid(cookie)) return;
    await this.writes.call({ participantId, hash: this.hash(eventId, cookie) });
  }

  private async insert(devices: readonly Device[]): Promise<ReadonlyMap<Device, true>> {
    const ids = devices.map(({ participantId }) => participantId);
    const hashes = devices.map(({ hash }) => Buffer.from(hash).toString('hex'));
    await this.prisma.$executeRaw`
      INSERT INTO participant_devices (participant_id, device_hash)
      SELECT p.id, decode(d.hash, 'hex') FROM unnest(${ids}::uuid[], ${hashes}::text[]) AS d (id, hash)
        JOIN participants p ON p.id = d.id
      WHERE (SELECT count(*) FROM participant_devices WHERE participant_id = p.id) < ${MAX_DEVICES}::int
      FOR KEY SHARE OF p
      ON CONFLICT DO NOTHING`;
    return new Map(devices.map((device) => [device, true]));
  }

  private hash(eventId: string, cookie: string): Uint8Array<ArrayBuffer> {
    const keyed = this.linkTokens.token('phone', `${eventId}:${cookie}`);
    return new Uint8Array(createHash('sha256').update(keyed).digest());
  }
}
