import type { Round, RoundKind, Spell } from '@wandcast/protocol';

/** What a round asks for, in the words of the stage's order. */
export interface Order {
  readonly verb: string;
  /** Null where anything counts, or the spell left the book. */
  readonly spell: Spell | null;
  /** What counts, in a sentence. */
  readonly rule: string;
}

const verbs: Readonly<Record<RoundKind, string>> = {
  order: 'Cast',
  free: 'Cast anything',
  duel: 'A duel of',
  fastest: 'A race for',
  imitate: 'Draw',
};

const rules: Readonly<Record<RoundKind, string>> = {
  order: 'Sure counts most, quick counts too. Your best cast stands.',
  free: 'Each spell counts once, the surer the better.',
  duel: 'You against one other. The better one takes fifty more.',
  fastest: 'The sooner it is heard, the more it is worth.',
  imitate: 'Press, and draw it just so. Only likeness counts.',
};

export function orderOf({ kind, spell }: Pick<Round, 'kind' | 'spell'>, spells: readonly Spell[]): Order {
  return { verb: verbs[kind], spell: spells.find(({ id }) => id === spell) ?? null, rule: rules[kind] };
}

/** The order in one line: "Cast Tide". */
export function orderLine({ verb, spell }: Order): string {
  return spell === null ? verb : `${verb} ${spell.name}`;
}

/** Said when a round is announced. */
export function announcedWords(order: Order, seconds: number): string {
  return `${orderLine(order)}. It begins in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}
