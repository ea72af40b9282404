import { Injectable } from '@nestjs/common';
import type { Spell, SpellId } from '@wandcast/protocol';
import type { Spell as Row } from '../generated/prisma/client.js';
import { PrismaService } from '../persistence/prisma.service.js';

@Injectable()
export class SpellsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async list(spellbookId: string): Promise<Spell[]> {
    const rows = await this.prisma.spell.findMany({
      where: { spellbookId, removedAt: null },
      orderBy: { position: 'asc' },
    });
    return rows.map(spell);
  }

  /** Those that can be put back, newest first. */
  async listRemoved(spellbookId: string): Promise<Spell[]> {
    const rows = await this.prisma.spell.findMany({
      where: { spellbookId, removedAt: { not: null } },
      orderBy: { removedAt: 'desc' },
    });
    return rows.map(spell);
  }

  async createBook(name: string, spells: readonly Spell[]): Promise<string> {
    const rows = spells.map((one, position) => ({ ...one, position }));
    return (await this.prisma.spellbook.create({ data: { name, spells: { create: rows } } })).id;
  }

  async create(spellbookId: string, one: Spell, position: number): Promise<void> {
    await this.prisma.spell.create({ data: { ...one, spellbookId, position } });
  }

  async update(
    spellbookId: string,
    id: SpellId,
    change: { glyph?: string | null; removedAt?: Date | null },
  ): Promise<Spell> {
    return spell(await this.prisma.spell.update({ where: { spellbookId_id: { spellbookId, id } }, data: change }));
  }
}

function spell({ id, name, hue, glyph, hint }: Row): Spell {
  return { id, name, hue, glyph, hint } as Spell; // written by us alone, from a parsed spell
}
