import { qualityOf } from '@wandcast/gesture';
import type { CastId, ListedCast, Orientation, Spell, SpellId } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { spellName } from '../../shared/format/spell-name';
import { signalOfCast } from '../recording/signal-of-cast';
import { texts } from '../texts/room-texts';

/** One of the participant's casts as shown in the history. */
export interface HistoryEntry {
  readonly castId: CastId;
  /** The intended spell of a taught cast; null if there was none. */
  readonly intended: SpellId | null;
  /** Ms since 1970. */
  readonly startedAt: number;
  /** Actual readings per second, and the longest time between two of them. */
  readonly rateHz: number;
  readonly maxGapMs: number;
  /** Null if it was drawn on the pad. */
  readonly orientation: Orientation | null;
  readonly status:
    /** Not acknowledged by the server yet. */
    { readonly kind: 'waiting' } | { readonly kind: 'stored'; readonly recognized: SpellId | null };
}

export function waitingEntry(cast: PendingCast): HistoryEntry {
  const { castId, spell, startedAt, orientation } = cast;
  const { rateHz, maxGapMs } = qualityOf(signalOfCast(cast));
  return { castId, intended: spell, startedAt, rateHz, maxGapMs, orientation, status: { kind: 'waiting' } };
}

export function storedEntry({ spell, recognized, ...cast }: ListedCast): HistoryEntry {
  const { castId, startedAt, rateHz, maxGapMs, orientation } = cast;
  return {
    castId,
    intended: spell,
    startedAt,
    rateHz,
    maxGapMs,
    orientation,
    status: { kind: 'stored', recognized },
  };
}

/** The name of the intended spell, otherwise of the recognized one; undefined without either. */
export function entryName(entry: HistoryEntry, spells: readonly Spell[]): string | undefined {
  const id = entry.intended ?? (entry.status.kind === 'stored' ? entry.status.recognized : null);
  return id === null ? undefined : spellName(spells, id);
}

/**
 * The status: "taught, recognized as Ember"; empty if the cast's name says it. Unrecognized casts include those stored
 * while no model was active.
 */
export function statusText({ intended, status }: HistoryEntry, spells: readonly Spell[]): string {
  const { cast, taught } = texts().history;
  if (status.kind === 'waiting') return intended === null ? cast.waits : taught.waits;
  if (status.recognized === null) return intended === null ? cast.fizzled : taught.unnamed;
  if (intended === null) return '';
  if (status.recognized === intended) return taught.recognized;
  return taught.recognizedAs(spellName(spells, status.recognized));
}

/** How the cast was recorded: "60 readings a second, longest gap 17 ms, left hand". */
export function recordingText({ rateHz, maxGapMs, orientation }: HistoryEntry): string {
  const { history, numbers } = texts();
  const parts = [history.rate(numbers.count(rateHz), numbers.count(maxGapMs))];
  if (orientation !== null) parts.push(history.hands[orientation.hand]);
  if (orientation !== null && orientation.turned !== 0) parts.push(history.turned[orientation.turned]);
  if (orientation?.flipped === true) parts.push(history.flipped);
  return parts.join(', ');
}
