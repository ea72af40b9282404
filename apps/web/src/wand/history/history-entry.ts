import { qualityOf, signalOf } from '@wandcast/gesture';
import {
  bytesToWords,
  type CastId,
  type Orientation,
  type ListedCast,
  type Spell,
  type SpellId,
} from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { texts } from '../texts/room-texts';

/** One cast of one's own, as it is told. */
export interface HistoryEntry {
  readonly castId: CastId;
  /** What it was meant to be, by this phone; null where nobody said. */
  readonly meant: SpellId | null;
  /** Ms since 1970. */
  readonly startedAt: number;
  /** Readings a second, as they really came, and the longest time between two of them. */
  readonly rateHz: number;
  readonly maxGapMs: number;
  /** Null of a finger. */
  readonly orientation: Orientation | null;
  readonly fate:
    /** Still on this phone alone. */
    { readonly kind: 'waiting' } | { readonly kind: 'stored'; readonly recognized: SpellId | null };
}

export function waitingEntry(cast: PendingCast): HistoryEntry {
  const { castId, spell, startedAt, orientation, channels, count, samples } = cast;
  const { rateHz, maxGapMs } = qualityOf(signalOf({ channels, count, words: bytesToWords(samples) }));
  return { castId, meant: spell, startedAt, rateHz, maxGapMs, orientation, fate: { kind: 'waiting' } };
}

export function storedEntry({ spell, recognized, ...cast }: ListedCast): HistoryEntry {
  const { castId, startedAt, rateHz, maxGapMs, orientation } = cast;
  return {
    castId,
    meant: spell,
    startedAt,
    rateHz,
    maxGapMs,
    orientation,
    fate: { kind: 'stored', recognized: recognized },
  };
}

const named = (spells: readonly Spell[], id: SpellId): string => spells.find((spell) => spell.id === id)?.name ?? id;

/** What the cast is called: what was meant, else what was heard; undefined where nobody named it. */
export function entryName(entry: HistoryEntry, spells: readonly Spell[]): string | undefined {
  const id = entry.meant ?? (entry.fate.kind === 'stored' ? entry.fate.recognized : null);
  return id === null ? undefined : named(spells, id);
}

/** What became of it: "taught, heard as Ember". That nothing was heard may only mean that no model was awake. */
export function fateWords({ meant, fate }: HistoryEntry, spells: readonly Spell[]): string {
  const { cast, taught } = texts().history;
  if (fate.kind === 'waiting') return meant === null ? cast.waits : taught.waits;
  if (fate.recognized === null) return meant === null ? cast.fizzled : taught.unnamed;
  if (fate.recognized === meant) return taught.heardSo;
  return (meant === null ? cast : taught).heardAs(named(spells, fate.recognized));
}

/** How it was recorded: "60 readings a second, longest gap 17 ms, left hand". */
export function recordingWords({ rateHz, maxGapMs, orientation }: HistoryEntry): string {
  const { history, numbers } = texts();
  const parts = [history.rate(numbers.count(rateHz), numbers.count(maxGapMs))];
  if (orientation !== null) parts.push(history.hands[orientation.hand]);
  if (orientation !== null && orientation.turned !== 0) parts.push(history.turned[orientation.turned]);
  if (orientation?.flipped === true) parts.push(history.flipped);
  return parts.join(', ');
}
