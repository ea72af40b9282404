import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { PhoneCookies } from '../events/phone-cookies.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** Browsers remembered per participant: one is usual. */
const MAX_DEVICES = 4;

/**
 * Recognizes a browser whose participant was removed for good, although it joins with a new key. The
 * database only has a hash of it that differs from event to event, and
 * that goes with the participant.
 */
@Injectable()
export class ParticipantDevices {
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
    await this.prisma.$executeRaw`
      INSERT INTO participant_devices (participant_id, device_hash)
      SELECT id, ${this.hash(eventId, cookie)} FROM participants WHERE id = ${participantId}::uuid
        AND (SELECT count(*) FROM participant_devices WHERE participant_id = ${participantId}::uuid) < ${MAX_DEVICES}::int
      ON CONFLICT DO NOTHING`;
  }

  private hash(eventId: string, cookie: string): Uint8Array<ArrayBuffer> {
    const keyed = this.linkTokens.token('phone', `${eventId}:${cookie}`);
    return new Uint8Array(createHash('sha256').update(keyed).digest());
  }
}
