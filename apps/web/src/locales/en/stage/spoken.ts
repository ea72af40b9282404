import type { EventTotals } from '@wandcast/protocol';
import { grammar } from '../grammar';
import { numbers, ordinal } from '../numbers';
import { casts, people, points } from './nouns';

/** Descriptions of the stage for screen readers. */
export const spoken = {
  blank: 'The stage is dark.',
  wandsAwake: (count: number) => `${grammar.counted(count, { one: 'wand is', other: 'wands are' })} awake.`,
  locked: 'The door is closed.',
  join: (host: string, code: string) => `Join at ${host} with the code ${code}.`,
  teachAny: 'Teach any spell.',
  teach: (spell: string) => `Teach it ${spell}.`,
  taught: (count: number) => `${casts(count)} taught.`,
  learning: 'The model is learning.',
  learned: 'The model has learned.',
  castAnything: 'Cast anything.',
  casts: (count: number) => `${casts(count)} so far.`,
  noRound: 'The next challenge comes in a moment.',
  undone: 'This round does not count.',
  paused: 'Paused.',
  counting: 'The casts are being counted.',
  duel: (first: string, second: string) => `${first} against ${second}.`,
  winner: (rank: number, name: string, count: number) => `${ordinal(rank)}: ${name}, ${points(count)}.`,
  thanks: 'Thank you for casting with us.',
  totals: (totals: EventTotals) =>
    `${people(totals.people)}, ${casts(totals.casts)}, ${numbers.count(totals.recognized)} recognized, ` +
    `${grammar.counted(totals.rounds, { one: 'round', other: 'rounds' })}.`,
  emptyPodium: 'Nobody is on the podium yet.',
  place: (rank: number, name: string) => `${ordinal(rank)}: ${name}.`,
};
