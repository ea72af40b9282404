import { Injectable } from '@nestjs/common';
import type { CastId, Participant, ParticipantId, Round, ShownCast, SpellId } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { packedPath } from '../../casting/signal/packed-path.js';
import { signalSeal } from '../../casting/signal/signal-seal.js';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import type { PlayedCast } from './played-cast.js';
import type { Player } from './players.js';

/** A row of the cast queries below. */
interface Row {
  readonly id: string;
  readonly event_id: string;
  readonly participant_id: string;
  readonly began_at: Date;
  readonly received_at: Date;
  readonly duration_ms: number;
  readonly recognized_id: string | null;
  readonly confidence: number | null;
  readonly spells: number;
  readonly is_tapped: boolean;
}

const FIELDS = Prisma.sql`id, event_id, participant_id, began_at, received_at, duration_ms, recognized_id,
  (SELECT max(p) FROM unnest(probabilities) AS p) AS confidence,
  cardinality(probabilities) AS spells, source = 'tapped' AS is_tapped`;

/** Rows per query: more would keep the event loop busy for too long when they arrive. */
const PAGE = 500;

/** Before all ids. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Some of the participants of an event. */
interface SomePlayers {
  readonly ids?: readonly ParticipantId[];
  /** When they joined at the earliest, ms since 1970. */
  readonly since?: number;
}

/** Reads the data for scoring: casts as they were made, without samples, and players. */
@Injectable()
export class PlayedCastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Casts with intent `cast` that began at or after `from` and were stored at or after `since`. */
  async list(eventId: string, from: Date, since: Date): Promise<PlayedCast[]> {
    const casts: PlayedCast[] = [];
    let last: Pick<Row, 'id' | 'received_at'> | undefined = { id: FIRST_ID, received_at: since };
    while (last !== undefined) {
      const rows: Row[] = await this.prisma.$queryRaw<Row[]>`
        SELECT ${FIELDS} FROM casts
        WHERE event_id = ${eventId}::uuid AND (received_at, id) > (${last.received_at}, ${last.id}::uuid)
          AND began_at >= ${from} AND intent = 'cast' AND original_id IS NULL
        ORDER BY received_at, id LIMIT ${PAGE}`;
      casts.push(...rows.map(playedCast));
      last = rows[PAGE - 1];
    }
    return casts;
  }

  /** When the newest of these casts was received, ms since 1970; undefined if there is none. */
  async newestReceived(eventId: string, from: Date): Promise<number | undefined> {
    const [newest] = await this.prisma.$queryRaw<Pick<Row, 'received_at'>[]>`
      SELECT received_at FROM casts
      WHERE event_id = ${eventId}::uuid AND began_at >= ${from} AND intent = 'cast' AND original_id IS NULL
      ORDER BY received_at DESC LIMIT 1`;
    return newest?.received_at.getTime();
  }

  /** Casts that began during these rounds, in pieces. */
  async *inRounds(eventId: string, rounds: readonly Round[]): AsyncGenerator<readonly PlayedCast[], void> {
    for (const { startsAt, endsAt } of rounds) {
      let last: Pick<Row, 'id' | 'began_at'> | undefined = { id: FIRST_ID, began_at: new Date(startsAt) };
      while (last !== undefined) {
        const rows: Row[] = await this.prisma.$queryRaw<Row[]>`
          SELECT ${FIELDS} FROM casts
          WHERE event_id = ${eventId}::uuid AND (began_at, id) > (${last.began_at}, ${last.id}::uuid)
            AND began_at < ${new Date(endsAt)} AND intent = 'cast' AND original_id IS NULL
          ORDER BY began_at, id LIMIT ${PAGE}`;
        yield rows.map(playedCast);
        last = rows[PAGE - 1];
      }
    }
  }

  /** All participants, or some of them, in pieces. Hidden, removed and imported ones are not shown. */
  async *players(eventId: string, { ids, since }: SomePlayers = {}): AsyncGenerator<readonly Player[], void> {
    const joined = since === undefined ? {} : { createdAt: { gte: new Date(since) } };
    let last: string | undefined = FIRST_ID;
    while (last !== undefined) {
      const id: Prisma.UuidFilter = { gt: last, ...(ids && { in: [...ids] }) };
      const rows: PlayerRow[] = await this.prisma.participant.findMany({
        ...{ where: { eventId, id, ...joined }, orderBy: { id: 'asc' }, take: PAGE },
        select: playerFields,
      });
      yield rows.map(playerOf);
      last = rows[PAGE - 1]?.id;
    }
  }

  /** A cast as it is shown to people; undefined if it was deleted. */
  async findShown(id: CastId): Promise<ShownCast | undefined> {
    const row = await this.prisma.cast.findUnique({
      where: { id },
      select: { recognizedId: true, probabilities: true, channels: true, count: true, samples: true },
    });
    if (row === null) return undefined;
    const signal = storedSignal(row);
    return {
      castId: id,
      spell: row.recognizedId as SpellId | null,
      confidence: Math.max(0, ...row.probabilities),
      seal: signalSeal(signal),
      path: packedPath(signal),
    };
  }
}

const playerFields = {
  ...{ id: true, eventId: true, nickname: true, displayName: true, sigil: true, metal: true, grove: true },
  ...{ hidden: true, removal: true, imported: true, createdAt: true },
} satisfies Prisma.ParticipantSelect;
type PlayerRow = Prisma.ParticipantGetPayload<{ select: typeof playerFields }>;

function playerOf(row: PlayerRow): Player {
  const { id, displayName, nickname, sigil, metal, grove, hidden, removal, imported, createdAt } = row;
  // Profiles were validated when stored.
  const participant = { id, nickname: displayName ?? nickname, sigil, metal, grove } as Participant;
  return { participant, isShown: !hidden && removal === 'no' && !imported, joinedAt: createdAt.getTime() };
}

function playedCast(row: Row): PlayedCast {
  const beganAt = row.began_at.getTime();
  return {
    castId: row.id as CastId,
    participantId: row.participant_id as ParticipantId,
    beganAt,
    endedAt: beganAt + row.duration_ms,
    receivedAt: row.received_at.getTime(),
    recognized: row.recognized_id as SpellId | null,
    confidence: row.confidence ?? 0,
    spells: row.spells,
    isTapped: row.is_tapped,
  };
}
