import { Injectable } from '@nestjs/common';
import { type CastId, type Participant, type ParticipantId, type ShownCast, type SpellId } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { packedPath } from '../../casting/signal/packed-path.js';
import { signalSeal } from '../../casting/signal/signal-seal.js';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { groupBy } from './group-by.js';
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

/** Reads the data for scoring: casts as they were made, without samples, and players. */
@Injectable()
export class PlayedCastsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Casts with intent `cast` that began at or after `from` and were stored at or after `since`. */
  async list(eventId: string, from: Date, since: Date): Promise<PlayedCast[]> {
    const rows = await this.prisma.$queryRaw<Row[]>`
      SELECT ${FIELDS} FROM casts
      WHERE event_id = ${eventId}::uuid AND received_at >= ${since} AND began_at >= ${from} AND intent = 'cast'
        AND original_id IS NULL`;
    return rows.map(playedCast);
  }

  /** Casts that began during a round that was not undone, for computing the results of whole events, by event. */
  async listInRoundsByEvent(eventIds: readonly string[]): Promise<ReadonlyMap<string, readonly PlayedCast[]>> {
    // OFFSET 0 makes the database look up each round by the index on (event_id, began_at): it would expect so many casts
    // in a round that it read all casts of all events.
    const rows = await this.prisma.$queryRaw<Row[]>`
      SELECT DISTINCT ON (own.id) own.* FROM rounds r CROSS JOIN LATERAL (
        SELECT ${FIELDS} FROM casts
        WHERE event_id = r.event_id AND began_at >= r.starts_at AND began_at < r.ends_at
          AND intent = 'cast' AND original_id IS NULL OFFSET 0
      ) own
      WHERE r.event_id = ANY(${eventIds}::uuid[]) AND NOT r.undone`;
    return groupBy(rows, (row) => row.event_id, playedCast);
  }

  /** All participants, or some of them. Hidden, removed and imported ones are not shown. */
  async listPlayers(eventId: string, only?: readonly ParticipantId[]): Promise<readonly Player[]> {
    return (await this.listPlayersByEvent([eventId], only)).get(eventId) ?? [];
  }

  async listPlayersByEvent(
    eventIds: readonly string[],
    only?: readonly ParticipantId[],
  ): Promise<ReadonlyMap<string, readonly Player[]>> {
    const rows = await this.prisma.participant.findMany({
      where: { eventId: { in: [...eventIds] }, ...(only && { id: { in: [...only] } }) },
      select: {
        ...{ id: true, eventId: true, nickname: true, displayName: true, sigil: true, metal: true, grove: true },
        ...{ hidden: true, removal: true, imported: true, createdAt: true },
      },
    });
    return groupBy(
      rows,
      ({ eventId }) => eventId,
      ({ id, displayName, nickname, sigil, metal, grove, hidden, removal, imported, createdAt }) => {
        // Profiles were validated when stored.
        const participant = { id, nickname: displayName ?? nickname, sigil, metal, grove } as Participant;
        return { participant, isShown: !hidden && removal === 'no' && !imported, joinedAt: createdAt.getTime() };
      },
    );
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
