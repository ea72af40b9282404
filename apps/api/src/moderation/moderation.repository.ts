import { Injectable } from '@nestjs/common';
import {
  FailureError,
  PARTICIPANTS_LISTED,
  type ConsoleParticipant,
  type ParticipantId,
  type Removal,
  type SpellId,
} from '@wandcast/protocol';
import { Prisma } from '../generated/prisma/client.js';
import { PrismaService } from '../platform/database/prisma.service.js';

/** A participant as stored, without presence, points and round trip. */
export type ParticipantRow = Omit<ConsoleParticipant, 'connected' | 'points' | 'roundTripMs'>;

export interface ParticipantChange {
  readonly displayName?: string | null;
  readonly hidden?: boolean;
  readonly removal?: Removal;
  readonly removedAt?: Date | null;
}

/** As PostgreSQL writes it: a participant without casts has `last`, too. */
type ListedRow = ParticipantRow & { readonly last: SpellId | null };

@Injectable()
export class ModerationRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * A page of the participants who joined an event with a phone, in the order in which they joined. Excludes participants
   * of imported files.
   * @param after last participant of the previous page  @throws FailureError `participant-unknown` if they were deleted
   */
  async page(eventId: string, after: ParticipantId | null): Promise<ParticipantRow[]> {
    if (after === null) return this.list(eventId, Prisma.empty);
    const last = await this.prisma.participant.findFirst({
      where: { eventId, id: after },
      select: { createdAt: true },
    });
    if (last === null) throw new FailureError('participant-unknown');
    return this.list(eventId, Prisma.sql`AND (created_at, id) > (${last.createdAt}, ${after}::uuid)`);
  }

  /** Undefined if the participant is not in this event or was deleted. */
  async find(eventId: string, id: ParticipantId): Promise<ParticipantRow | undefined> {
    return (await this.list(eventId, Prisma.sql`AND id = ${id}::uuid`))[0];
  }

  private async list(eventId: string, which: Prisma.Sql): Promise<ParticipantRow[]> {
    // The newest cast is found by the index of participant and id. With `participant_id = p.id`, PostgreSQL may read the
    // casts of everyone, newest first, until it finds one of theirs: all of them, if somebody has not cast.
    // One JSON value is read several times faster than columns, and there are hundreds.
    const [listed] = await this.prisma.$queryRaw<{ rows: ListedRow[] | null }[]>`
      WITH p AS MATERIALIZED (
        SELECT * FROM participants WHERE event_id = ${eventId}::uuid AND NOT imported ${which}
        ORDER BY created_at, id LIMIT ${PARTICIPANTS_LISTED}
      )
      SELECT json_agg(json_build_object(
        'id', p.id, 'nickname', coalesce(p.display_name, p.nickname),
        'enteredName', CASE WHEN p.display_name IS NOT NULL THEN p.nickname END,
        'sigil', p.sigil, 'metal', p.metal, 'grove', p.grove,
        'flagged', p.flagged, 'hidden', p.hidden, 'removed', p.removal,
        'casts', coalesce(c.casts, 0), 'taught', coalesce(c.taught, 0),
        'recognizedShare', c.recognized::float8 / nullif(c.casts, 0),
        'last', newest.recognized_id, 'lastAt', (extract(epoch FROM newest.received_at) * 1000)::bigint
      ) ORDER BY p.created_at, p.id) AS rows
      FROM p LEFT JOIN participant_counts c ON c.participant_id = p.id
      LEFT JOIN LATERAL (
        SELECT recognized_id, received_at FROM casts
        WHERE participant_id >= p.id AND participant_id <= p.id AND intent = 'cast' AND original_id IS NULL
        ORDER BY participant_id DESC, id DESC LIMIT 1
      ) newest ON true`;
    return (listed?.rows ?? []).map(({ last, ...row }) => (row.lastAt === null ? row : { ...row, last }));
  }

  /** The name that a participant of this event entered; undefined if they are not in it or were deleted. */
  async enteredName(eventId: string, id: ParticipantId): Promise<string | undefined> {
    const row = await this.prisma.participant.findFirst({ where: { eventId, id }, select: { nickname: true } });
    return row?.nickname;
  }

  /** @returns false if the participant is not in this event or was deleted */
  async change(eventId: string, id: ParticipantId, change: ParticipantChange): Promise<boolean> {
    return (await this.prisma.participant.updateMany({ where: { eventId, id }, data: change })).count === 1;
  }
}
