import { Injectable } from '@nestjs/common';
import { parseGlyph, GlyphError, starterSpellbook } from '@wandcast/gesture';
import { FailureError, type FromConsole, type Spell, type SpellId } from '@wandcast/protocol';
import { RoomChannel } from '../realtime/room-channel.js';
import { SpellsRepository } from './spells.repository.js';

/** The spells of the event's book, in memory: every cast asks for them, and they change by hand. */
@Injectable()
export class SpellsService {
  private bookId = '';
  private spells: readonly Spell[] = [];

  constructor(
    private readonly repository: SpellsRepository,
    private readonly room: RoomChannel,
  ) {}

  /** Reads the book that the event uses. */
  async open(spellbookId: string): Promise<void> {
    this.bookId = spellbookId;
    this.spells = await this.repository.list(spellbookId);
  }

  createStarterBook(): Promise<string> {
    return this.repository.createBook('First spells', starterSpellbook);
  }

  list(): readonly Spell[] {
    return this.spells;
  }

  /** @throws FailureError `spell-unknown` */
  check(id: SpellId): void {
    if (!this.spells.some((spell) => spell.id === id)) throw new FailureError('spell-unknown', id);
  }

  /** @throws FailureError `spell-exists`, `invalid-message` (no name to make an id of, or no glyph) */
  async create({ name, hue, glyph }: FromConsole<'spell:create'>): Promise<Spell> {
    const id = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') as SpellId;
    if (id === '') throw new FailureError('invalid-message', 'a spell needs a letter or a digit in its name');
    if (this.spells.some((spell) => spell.id === id)) throw new FailureError('spell-exists', id);
    if (glyph !== null) checkGlyph(glyph);
    const spell: Spell = { id, name, hue, glyph, hint: '' };
    await this.repository.create(this.bookId, spell, this.spells.length);
    this.spells = [...this.spells, spell];
    this.room.toAll('spells:changed', this.spells);
    return spell;
  }
}

function checkGlyph(glyph: string): void {
  try {
    parseGlyph(glyph);
  } catch (error) {
    throw error instanceof GlyphError ? new FailureError('invalid-message', error.message) : error;
  }
}
