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
    // A participant who is being deleted is skipped: their lock would hold up all others in the batch.
    await this.prisma.$executeRaw`
      INSERT INTO participant_devices (participant_id, device_hash)
      SELECT p.id, d.device_hash
      FROM (
        SELECT id, decode(hash, 'hex') AS device_hash, row_number() OVER (PARTITION BY id) AS nth
        FROM (SELECT DISTINCT id, hash FROM unnest(${ids}::uuid[], ${hashes}::text[]) AS given (id, hash)) AS one
      ) AS d JOIN participants p ON p.id = d.id
      WHERE NOT EXISTS (
          SELECT FROM participant_devices known WHERE known.participant_id = p.id AND known.device_hash = d.device_hash)
        AND (SELECT count(*) FROM participant_devices known WHERE known.participant_id = p.id) + d.nth <= ${MAX_DEVICES}::int
      ORDER BY p.id, d.device_hash
      FOR KEY SHARE OF p SKIP LOCKED
      ON CONFLICT DO NOTHING`;
    return new Map(devices.map((device) => [device, true]));
  }

  private hash(eventId: string, cookie: string): Uint8Array<ArrayBuffer> {
    const keyed = this.linkTokens.token('phone', `${eventId}:${cookie}`);
    return new Uint8Array(createHash('sha256').update(keyed).digest());
  }
}
