import { Injectable } from '@nestjs/common';
import type { Grove, ParticipantId } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** A participant with cast counts. */
interface PersonFigures {
  readonly id: ParticipantId;
  /** The public name. */
  readonly nickname: string;
  readonly grove: Grove;
  readonly casts: number;
  readonly recognized: number;
  readonly taught: number;
}

@Injectable()
export class ResultsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** All participants eligible for the leaderboard, in joining order. */
  listPeople(eventId: string): Promise<PersonFigures[]> {
    return this.prisma.$queryRaw<PersonFigures[]>`
      SELECT p.id, coalesce(p.display_name, p.nickname) AS "nickname", p.grove,
             coalesce(own.casts, 0) AS "casts", coalesce(own.recognized, 0) AS "recognized",
             coalesce(own.taught, 0) AS "taught"
      FROM participants p LEFT JOIN (
        SELECT participant_id, count(*) FILTER (WHERE intent = 'cast')::int AS casts,
               count(recognized_id) FILTER (WHERE intent = 'cast')::int AS recognized,
               count(*) FILTER (WHERE intent = 'teach')::int AS taught
        FROM casts WHERE event_id = ${eventId}::uuid GROUP BY participant_id
      ) own ON own.participant_id = p.id
      WHERE p.event_id = ${eventId}::uuid AND NOT p.hidden AND p.removal = 'no'
      ORDER BY p.created_at, p.id`;
  }
}
