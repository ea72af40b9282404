import type { RoundKind } from '@wandcast/protocol';

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

const seconds = (count: number): string => `${count} ${count === 1 ? 'second' : 'seconds'}`;

/** What a round asks for, and how one is called to it. */
export const round = {
  /** Before a spell's name, or alone. */
  verb: (kind: RoundKind) => verbs[kind],
  rule: (kind: RoundKind) => rules[kind],
  line: (verb: string, spell: string) => `${verb} ${spell}`,
  announced: (line: string, inSeconds: number) => `${line}. It begins in ${seconds(inSeconds)}.`,
  begins: (inSeconds: number) => `A round begins in ${inSeconds} s`,
  paused: (left: number) => `The round is paused, ${left} s left`,
  on: (left: number) => `A round is on, ${left} s left`,
  play: 'Play',
};
