import type { Round, Spell } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

/** What a round asks for, in the words of the stage's order. */
export interface Order {
  readonly verb: string;
  /** Null where anything counts, or the spell left the book. */
  readonly spell: Spell | null;
  /** What counts, in a sentence. */
  readonly rule: string;
}

export function orderOf({ kind, spell }: Pick<Round, 'kind' | 'spell'>, spells: readonly Spell[]): Order {
  const { verb, rule } = texts().round;
  return { verb: verb(kind), spell: spells.find(({ id }) => id === spell) ?? null, rule: rule(kind) };
}

/** The order in one line: "Cast Tide". */
export function orderLine({ verb, spell }: Order): string {
  return spell === null ? verb : texts().round.line(verb, spell.name);
}

/** Said when a round is announced. */
export function announcedWords(order: Order, seconds: number): string {
  return texts().round.announced(orderLine(order), seconds);
}
