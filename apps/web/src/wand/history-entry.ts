import type { CastId, ListedCast, Spell, SpellId } from '@wandcast/protocol';
import type { KeptCast } from '@wandcast/wand';

/** One cast of one's own, as it is told. */
export interface HistoryEntry {
  readonly castId: CastId;
  /** What it was meant to be, by this phone; null where nobody said. */
  readonly meant: SpellId | null;
  /** Ms since 1970. */
  readonly startedAt: number;
  readonly fate:
    /** Still on this phone alone. */
    { readonly kind: 'waiting' } | { readonly kind: 'stored'; readonly heard: SpellId | null };
}

export function waitingEntry({ castId, spell, startedAt }: KeptCast): HistoryEntry {
  return { castId, meant: spell, startedAt, fate: { kind: 'waiting' } };
}

export function storedEntry({ castId, spell, startedAt, recognised }: ListedCast): HistoryEntry {
  return { castId, meant: spell, startedAt, fate: { kind: 'stored', heard: recognised } };
}

const named = (spells: readonly Spell[], id: SpellId): string => spells.find((spell) => spell.id === id)?.name ?? id;

/** What the cast is called: what was meant, else what was heard. */
export function entryTitle(entry: HistoryEntry, spells: readonly Spell[]): string {
  const id = entry.meant ?? (entry.fate.kind === 'stored' ? entry.fate.heard : null);
  return id === null ? 'A cast' : named(spells, id);
}

/** What became of it: "taught, heard as Ember". That nothing was heard may only mean that no model was awake. */
export function fateWords({ meant, fate }: HistoryEntry, spells: readonly Spell[]): string {
  const how = meant === null ? 'cast' : 'taught';
  if (fate.kind === 'waiting') return `${how}, waits on this phone`;
  if (fate.heard === null) return meant === null ? 'cast, fizzled' : 'taught, not named';
  return fate.heard === meant ? 'taught, and heard so' : `${how}, heard as ${named(spells, fate.heard)}`;
}
