import { Injectable } from '@nestjs/common';
import type { Spell } from '@wandcast/protocol';
import type { Spell as Row } from '../generated/prisma/client.js';
import { PrismaService } from '../persistence/prisma.service.js';

@Injectable()
export class SpellsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async list(spellbookId: string): Promise<Spell[]> {
    const rows = await this.prisma.spell.findMany({ where: { spellbookId }, orderBy: { position: 'asc' } });
    return rows.map(spell);
  }

  async createBook(name: string, spells: readonly Spell[]): Promise<string> {
    const rows = spells.map((one, position) => ({ ...one, position }));
    return (await this.prisma.spellbook.create({ data: { name, spells: { create: rows } } })).id;
  }

  async create(spellbookId: string, one: Spell, position: number): Promise<void> {
    await this.prisma.spell.create({ data: { ...one, spellbookId, position } });
  }
}

function spell({ id, name, hue, glyph, hint }: Row): Spell {
  return { id, name, hue, glyph, hint } as Spell; // written by us alone, from a parsed spell
}
