import type { Round, RoundLeader, RoundTally, Spell } from '@wandcast/protocol';
import { countWord, counted } from '../ui/number-text';

/** A line in which one part has its spell's color. */
export type Colored = readonly (string | { readonly spell: string })[];

export interface RoundWords {
  readonly order: Colored;
  readonly hint: string;
}

/** What the room is asked for while it waits and while it plays. @param spell undefined where it left the book */
export function orderWords(kind: Round['kind'], spell: Spell | undefined, stage: 'ready' | 'running'): RoundWords {
  const name = { spell: spell?.name ?? 'it' };
  const hint = spell?.hint ?? '';
  const ready = stage === 'ready';
  switch (kind) {
    case 'order':
      return { order: ready ? ['Ready for ', name] : ['Cast ', name, ' now!'], hint };
    case 'free':
      return { order: [ready ? 'Ready for anything' : 'Cast anything!'], hint: 'Each spell counts once.' };
    case 'duel':
      return { order: ready ? ['A duel of ', name] : ['Cast ', name, ' now!'], hint };
    case 'fastest':
      return { order: ready ? ['A race for ', name] : ['Cast ', name, ', fast!'], hint };
    case 'imitate':
      return {
        order: ready ? ['Look closely'] : ['Draw it now!'],
        hint: 'Any size, but the same shape.',
      };
  }
}

/** How it came out: "74 of 124 casts were Tide". */
export function resultWords(
  round: Pick<Round, 'kind' | 'spell'>,
  tally: RoundTally | null,
  spell: Spell | undefined,
): Colored {
  const casts = castsOf(tally);
  if (tally === null || casts === 0) return ['Nobody cast'];
  if (round.kind === 'duel') return duelWords(tally.leaders);
  const asked = round.spell === null ? undefined : heardOf(tally, round.spell);
  if (asked === undefined || spell === undefined)
    return [`${counted(casts, 'cast', 'casts')}, ${counted(casts - tally.fizzled, 'spell', 'spells')} heard`];
  const name = { spell: spell.name };
  if (asked === casts) return casts === 1 ? ['One cast, and it was ', name] : ['Every cast was ', name];
  return [
    `${asked.toLocaleString('en')} of ${casts.toLocaleString('en')} casts ${asked === 1 ? 'was' : 'were'} `,
    name,
  ];
}

function duelWords([first, second]: readonly RoundLeader[]): Colored {
  if (first === undefined) return ['Nobody scored'];
  if (second?.points === first.points) return ['A draw'];
  return [`${first.nickname} wins`];
}

/** Who has cast of those who play: the figure, and the rest of the sentence. */
export function castersWords({ people, of }: Pick<RoundTally, 'people' | 'of'>): { figure: string; words: string } {
  const verb = people === 1 ? 'has' : 'have';
  return { figure: people.toLocaleString('en'), words: `of ${of.toLocaleString('en')} ${verb} cast` };
}

/** A time as a race tells it: "1.42 s". */
export function tookWords(tookMs: number): string {
  return `${(Math.max(0, tookMs) / 1_000).toFixed(2)} s`;
}

export function roundTitle({ number }: Pick<Round, 'number'>): string {
  return `Round ${countWord(number)}`;
}

export function heardOf({ recognized }: Pick<RoundTally, 'recognized'>, spell: string): number {
  return recognized.find(([id]) => id === spell)?.[1] ?? 0;
}

/** All casts of a round, fizzled ones among them. */
export function castsOf(tally: Pick<RoundTally, 'recognized' | 'fizzled'> | null): number {
  return tally === null ? 0 : tally.recognized.reduce((sum, [, casts]) => sum + casts, tally.fizzled);
}

export const plain = (words: Colored): string =>
  words.map((word) => (typeof word === 'string' ? word : word.spell)).join('');
