import type { Round, Spell } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** What a round asks for, worded as on the stage. */
export interface Order {
  /** Around the spell's name; without a spell, all there is. */
  readonly before: string;
  readonly after: string;
  /** Null if anything counts, or if the spell is no longer in the book. */
  readonly spell: Spell | null;
  /** How it is scored, in a sentence. */
  readonly rule: string;
}

export function orderOf({ kind, spell: id }: Pick<Round, 'kind' | 'spell'>, spells: readonly Spell[]): Order {
  const { order, rule } = texts().round;
  const { before = '', after = '', alone } = order(kind);
  const spell = spells.find((one) => one.id === id) ?? null;
  const around = spell === null ? { before: alone, after: '' } : { before, after };
  return { ...around, spell, rule: rule(kind) };
}

/** The order in one line: "Cast Tide", "Tide race". */
export function orderLine({ before, spell, after }: Order): string {
  return [before, spell?.name ?? '', after].filter((part) => part !== '').join(' ');
}

/** Announced to screen readers when a round is. */
export function announcedWords(order: Order, seconds: number): string {
  return texts().round.announced(orderLine(order), seconds);
}
