import { Injectable } from '@nestjs/common';
import { FailureError, type Spell, type SpellId } from '@wandcast/protocol';
import type { Prisma, Spell as Row } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { lockBooks } from './spellbook-lock.js';

/** The spells of a book. */
export interface BookContents {
  /** In the order of the book. */
  readonly spells: readonly Spell[];
  /** Removed spells, which can be restored; most recently removed first. */
  readonly removed: readonly Spell[];
}

export type SpellChange = Partial<Pick<Spell, 'name' | 'hue' | 'glyph' | 'hint' | 'direction'>> & {
  readonly secondGlyph?: string | null;
  readonly removedAt?: Date | null;
};

/** A book under the spellbook lock. */
export interface LockedBook extends BookContents {
  /** Ids of the spells of all books of its organization. */
  readonly ids: ReadonlySet<SpellId>;
  /** Appends spells. */
  add(spells: readonly Spell[]): Promise<void>;
  update(id: SpellId, change: SpellChange): Promise<Spell>;
  /** Moves a spell to index `to`. @returns the spells in their new order */
  move(id: SpellId, to: number): Promise<readonly Spell[]>;
}

@Injectable()
export class SpellsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The spells of a book; none if the organization has no such book. */
  async read(spellbookId: string, organizationId: string): Promise<BookContents> {
    return contentsOf(await rowsOf(this.prisma, spellbookId, organizationId));
  }

  /** @throws FailureError `book-unknown` if the organization has no such book */
  async get(id: string, organizationId: string): Promise<BookContents> {
    const book = await this.prisma.spellbook.findFirst({ where: { id, organizationId }, select: { id: true } });
    if (book === null) throw new FailureError('book-unknown', id);
    return this.read(id, organizationId);
  }

  /** Ids of the spells of all books of an organization. */
  async listIds(organizationId: string): Promise<Set<SpellId>> {
    return idsIn(this.prisma, organizationId);
  }

  /**
   * Runs `work` in a transaction under the spellbook lock; if it throws, its changes are rolled back.
   * @throws FailureError `book-unknown` if the organization has no such book or it is archived
   */
  edit<T>(spellbookId: string, organizationId: string, work: (book: LockedBook) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      const isEditable = await tx.spellbook.count({ where: { id: spellbookId, organizationId, archivedAt: null } });
      if (isEditable === 0) throw new FailureError('book-unknown', spellbookId);
      const rows = await rowsOf(tx, spellbookId, organizationId);
      const at = (id: SpellId) => ({ spellbookId_id: { spellbookId, id } });
      return work({
        ...contentsOf(rows),
        ids: await idsIn(tx, organizationId),
        async add(spells) {
          const next = 1 + Math.max(-1, ...rows.map(({ position }) => position));
          await tx.spell.createMany({ data: spells.map((one, i) => ({ ...one, spellbookId, position: next + i })) });
        },
        update: async (id, change) => spell(await tx.spell.update({ where: at(id), data: change })),
        async move(id, to) {
          const order = moved(rows, id, to);
          for (const [position, row] of order.entries())
            if (row.position !== position) await tx.spell.update({ where: at(row.id as SpellId), data: { position } });
          return contentsOf(order).spells;
        },
      });
    });
  }
}

type SpellTable = Pick<Prisma.TransactionClient, 'spell'>;

function rowsOf(prisma: SpellTable, spellbookId: string, organizationId: string): Promise<Row[]> {
  const where = { spellbookId, spellbook: { organizationId } };
  return prisma.spell.findMany({ where, orderBy: [{ position: 'asc' }, { createdAt: 'asc' }] });
}

async function idsIn(prisma: SpellTable, organizationId: string): Promise<Set<SpellId>> {
  const where = { spellbook: { organizationId } };
  const rows = await prisma.spell.findMany({ where, select: { id: true }, distinct: ['id'] });
  return new Set(rows.map(({ id }) => id as SpellId));
}

function contentsOf(rows: readonly Row[]): BookContents {
  const gone = rows.filter(({ removedAt }) => removedAt !== null);
  const newest = gone.sort((a, b) => Number(b.removedAt) - Number(a.removedAt));
  return { spells: rows.filter(({ removedAt }) => removedAt === null).map(spell), removed: newest.map(spell) };
}

/** The new order. Removed spells keep their positions, for when they are restored. */
function moved(rows: readonly Row[], id: SpellId, to: number): Row[] {
  const mover = rows.filter((row) => row.id === id);
  const others = rows.filter((row) => row.id !== id);
  const before = others.filter(({ removedAt }) => removedAt === null)[to];
  const place = before === undefined ? others.length : others.indexOf(before);
  return [...others.slice(0, place), ...mover, ...others.slice(place)];
}

function spell({ id, name, hue, glyph, hint, direction, secondGlyph }: Row): Spell {
  // The database only stores validated spells.
  return {
    ...{ id, name, hue, glyph, hint },
    ...(direction === 'fixed' && { direction }),
    ...(secondGlyph !== null && { secondGlyph }),
  } as Spell;
}
