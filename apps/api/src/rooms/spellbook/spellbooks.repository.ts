import { Injectable } from '@nestjs/common';
import type { Book, Spell, SpellId } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { lockBooks } from './spellbook-lock.js';

/** All spellbooks of an organization, under the spellbook lock. */
export interface LockedBooks {
  readonly list: readonly Book[];
  /** Ids of the books that rooms use now. */
  readonly inUse: ReadonlySet<string>;
  /** @param from id of a book to copy, or null  @returns the new id */
  create(name: string, from: string | null): Promise<string>;
  update(id: string, change: { readonly name?: string; readonly archivedAt?: Date | null }): Promise<void>;
  /** Whether an event uses the book, or a cast, label, round or step has a spell that no other book has. */
  isNeeded(id: string): Promise<boolean>;
  /** Deletes a book and its spells for good. */
  delete(id: string): Promise<void>;
}

@Injectable()
export class SpellbooksRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Oldest first. */
  list(organizationId: string): Promise<Book[]> {
    return booksIn(this.prisma, organizationId);
  }

  async create(name: string, spells: readonly Spell[], organizationId: string): Promise<string> {
    const rows = spells.map((one, position) => ({ ...one, position }));
    return (await this.prisma.spellbook.create({ data: { name, organizationId, spells: { create: rows } } })).id;
  }

  /** Runs `work` in a transaction under the spellbook lock; if it throws, its changes are rolled back. */
  edit<T>(organizationId: string, work: (books: LockedBooks) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      await lockBooks(tx);
      const inUse = await tx.$queryRaw<{ id: string }[]>`
        SELECT DISTINCT e.spellbook_id AS id FROM rooms r CROSS JOIN LATERAL (
          SELECT spellbook_id FROM events WHERE room_id = r.id ORDER BY created_at DESC, events.id DESC LIMIT 1) e
        WHERE r.archived_at IS NULL`;
      return work({
        list: await booksIn(tx, organizationId),
        inUse: new Set(inUse.map(({ id }) => id)),
        async create(name, from) {
          const { id } = await tx.spellbook.create({ data: { name, organizationId } });
          if (from !== null) await copy(tx, from, id);
          return id;
        },
        async update(id, change) {
          await tx.spellbook.update({ where: { id }, data: change });
        },
        isNeeded: (id) => isNeeded(tx, id, organizationId),
        async delete(id) {
          await tx.spell.deleteMany({ where: { spellbookId: id } });
          await tx.spellbook.delete({ where: { id } });
        },
      });
    });
  }
}

async function booksIn(prisma: Pick<Prisma.TransactionClient, 'spellbook'>, organizationId: string): Promise<Book[]> {
  const rows = await prisma.spellbook.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { spells: { where: { removedAt: null }, select: { id: true }, orderBy: { position: 'asc' } } },
  });
  return rows.map(({ id, name, archivedAt, spells }) => ({
    ...{ id, name, spells: spells.length, spellIds: spells.map((spell) => spell.id as SpellId) },
    archived: archivedAt !== null,
  }));
}

/** Copies spells with their ids, so that models of one book also fit the copy. */
async function copy(tx: Prisma.TransactionClient, from: string, to: string): Promise<void> {
  const rows = await tx.spell.findMany({ where: { spellbookId: from, removedAt: null } });
  await tx.spell.createMany({
    data: rows.map(({ id, name, hue, glyph, hint, direction, secondGlyph, position }) => ({
      ...{ spellbookId: to, id, name },
      ...{ hue, glyph, hint, direction, secondGlyph, position },
    })),
  });
}

async function isNeeded(tx: Prisma.TransactionClient, id: string, organizationId: string): Promise<boolean> {
  // An import that is storing an event of the book holds its row.
  const free = await tx.$queryRaw<unknown[]>`
    SELECT id FROM spellbooks WHERE id = ${id}::uuid FOR UPDATE SKIP LOCKED`;
  if (free.length === 0) return true;
  if ((await tx.event.count({ where: { spellbookId: id } })) > 0) return true;
  const own = await tx.spell.findMany({ where: { spellbookId: id }, select: { id: true } });
  const elsewhere = await tx.spell.findMany({
    where: { spellbookId: { not: id }, spellbook: { organizationId }, id: { in: own.map((spell) => spell.id) } },
    select: { id: true },
  });
  const others = new Set(elsewhere.map((spell) => spell.id));
  const spellId = { in: own.map((spell) => spell.id).filter((one) => !others.has(one)) };
  if (spellId.in.length === 0) return false;
  const cast = await tx.cast.findFirst({
    where: { OR: [{ spellId }, { recognizedId: spellId }] },
    select: { id: true },
  });
  if (cast !== null) return true;
  const where = { spellId };
  const counts = await Promise.all([tx.label.count({ where }), tx.round.count({ where }), tx.step.count({ where })]);
  return counts.some((count) => count > 0);
}
