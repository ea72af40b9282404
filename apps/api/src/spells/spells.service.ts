import { Injectable, type OnModuleInit } from '@nestjs/common';
import { parseGlyph, GlyphError, starterSpellbook } from '@wandcast/gesture';
import { FailureError, type FromConsole, type Spell, type SpellId } from '@wandcast/protocol';
import { Log } from '../ops/log.js';
import { Bus } from '../persistence/bus.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { spellIdOf } from './spell-id.js';
import { SpellsRepository } from './spells.repository.js';

/** Hears of a spell that was changed here: as it was, and as it is; undefined where it is not in the book. */
export type SpellListener = (before: Spell | undefined, after: Spell | undefined) => void;

/** The spells of the event's book, in memory: every cast asks for them, and they change by hand. */
@Injectable()
export class SpellsService implements OnModuleInit {
  private bookId = '';
  private spells: readonly Spell[] = [];
  private gone: readonly Spell[] = [];
  private readonly listeners: SpellListener[] = [];

  constructor(
    private readonly repository: SpellsRepository,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    for (const kind of ['spells', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.reread().catch((error: unknown) => {
          this.log.warn({ error: (error as Error).message }, 'the book could not be read again');
        });
      });
  }

  /** Reads the book that the event uses. */
  async open(spellbookId: string): Promise<void> {
    this.bookId = spellbookId;
    [this.spells, this.gone] = await this.read();
  }

  createStarterBook(): Promise<string> {
    return this.repository.createBook('First spells', starterSpellbook);
  }

  list(): readonly Spell[] {
    return this.spells;
  }
  /** Out of the book, newest first. */
  removed(): readonly Spell[] {
    return this.gone;
  }

  /** Is told of changes made on this node. */
  onChange(listener: SpellListener): void {
    this.listeners.push(listener);
  }

  /** A spell that was removed is known: a cast of it may have been on its way. @throws FailureError `spell-unknown` */
  check(id: SpellId): void {
    if (![...this.spells, ...this.gone].some((spell) => spell.id === id)) throw new FailureError('spell-unknown', id);
  }

  /** @throws FailureError `spell-exists`, `invalid-message` (no name to make an id of, or no glyph) */
  async create({ name, hue, glyph }: FromConsole<'spell:create'>): Promise<Spell> {
    this.checkName(name);
    if (glyph !== null) checkGlyph(glyph);
    // The id of a removed spell stays with its casts.
    const id = spellIdOf(name, new Set(this.gone.map((spell) => spell.id)));
    const spell: Spell = { id, name, hue, glyph, hint: '' };
    await this.repository.create(this.bookId, spell, this.spells.length + this.gone.length);
    await this.changed(undefined, spell);
    return spell;
  }

  /** @throws FailureError `spell-unknown`, `invalid-message` (no glyph) */
  async draw({ spellId, glyph }: FromConsole<'spell:draw'>): Promise<Spell> {
    const before = find(this.spells, spellId);
    if (glyph !== null) checkGlyph(glyph);
    const after = await this.repository.update(this.bookId, spellId, { glyph });
    await this.changed(before, after);
    return after;
  }

  /** @throws FailureError `spell-unknown` */
  async remove({ spellId }: FromConsole<'spell:remove'>): Promise<Spell> {
    const before = find(this.spells, spellId);
    await this.repository.update(this.bookId, spellId, { removedAt: new Date() });
    await this.changed(before, undefined);
    return before;
  }

  /** @throws FailureError `spell-unknown`, `spell-exists` where another took its name meanwhile */
  async restore({ spellId }: FromConsole<'spell:restore'>): Promise<Spell> {
    this.checkName(find(this.gone, spellId).name);
    const after = await this.repository.update(this.bookId, spellId, { removedAt: null });
    await this.changed(undefined, after);
    return after;
  }

  private checkName(name: string): void {
    const id = spellIdOf(name);
    if (this.spells.some((spell) => spellIdOf(spell.name) === id)) throw new FailureError('spell-exists', id);
  }

  private async changed(before: Spell | undefined, after: Spell | undefined): Promise<void> {
    await this.reread();
    this.bus.publish({ kind: 'spells' });
    for (const listener of this.listeners) listener(before, after);
  }

  private async reread(): Promise<void> {
    const [spells, gone] = await this.read();
    const isChanged = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
    const [book, bin] = [isChanged(spells, this.spells), isChanged(gone, this.gone)];
    [this.spells, this.gone] = [spells, gone];
    if (book) this.room.toAll('spells:changed', spells);
    if (bin) this.room.toConsoles('removed:changed', gone);
  }

  private read(): Promise<[Spell[], Spell[]]> {
    return Promise.all([this.repository.list(this.bookId), this.repository.listRemoved(this.bookId)]);
  }
}

/** @throws FailureError `spell-unknown` */
function find(spells: readonly Spell[], id: SpellId): Spell {
  const spell = spells.find((one) => one.id === id);
  if (spell === undefined) throw new FailureError('spell-unknown', id);
  return spell;
}

function checkGlyph(glyph: string): void {
  try {
    parseGlyph(glyph);
  } catch (error) {
    throw error instanceof GlyphError ? new FailureError('invalid-message', error.message) : error;
  }
}
