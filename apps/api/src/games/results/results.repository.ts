import { Injectable } from '@nestjs/common';
import type { Grove, ParticipantId, Spell, SpellId } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { FIRST_ID } from '../scoring/played-casts.repository.js';

/** A participant with cast counts. */
export interface PersonFigures {
  readonly id: ParticipantId;
  /** The public name. */
  readonly nickname: string;
  readonly grove: Grove;
  readonly casts: number;
  readonly recognized: number;
  readonly taught: number;
  readonly joinedAt: Date;
}

@Injectable()
export class ResultsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Participants who are neither hidden nor removed, in joining order, without imported ones.
   * @param after the last one of the page before
   */
  pagePeople(eventId: string, after: PersonFigures | undefined, limit: number): Promise<PersonFigures[]> {
    return this.prisma.$queryRaw<PersonFigures[]>`
      SELECT p.id, coalesce(p.display_name, p.nickname) AS "nickname", p.grove,
             coalesce(own.casts, 0) AS "casts", coalesce(own.recognized, 0) AS "recognized",
             coalesce(own.taught, 0) AS "taught", p.created_at AS "joinedAt"
      FROM participants p LEFT JOIN participant_counts own ON own.participant_id = p.id
      WHERE p.event_id = ${eventId}::uuid AND NOT p.hidden AND NOT p.imported AND p.removal = 'no'
        AND (p.created_at, p.id) > (${after?.joinedAt ?? new Date(0)}, ${after?.id ?? FIRST_ID}::uuid)
      ORDER BY p.created_at, p.id LIMIT ${limit}`;
  }

  /** The spells of the spellbook in order, then those of `used` that are not in it. */
  async listSpells(spellbookId: string, used: ReadonlySet<SpellId>): Promise<Spell[]> {
    const rows = await this.prisma.spell.findMany({
      where: { OR: [{ spellbookId }, { id: { in: [...used] } }] },
      orderBy: [{ position: 'asc' }, { createdAt: 'asc' }],
    });
    const isOwn = (row: (typeof rows)[number]): boolean => row.spellbookId === spellbookId;
    const book = rows.filter((row) => isOwn(row) && row.removedAt === null);
    const found = new Map(book.map((row) => [row.id, row]));
    for (const row of [...rows.filter(isOwn), ...rows])
      if (used.has(row.id as SpellId) && !found.has(row.id)) found.set(row.id, row);
    return Array.from(found.values(), ({ id, name, hue, glyph, hint }) => ({ id, name, hue, glyph, hint }) as Spell);
  }
}
