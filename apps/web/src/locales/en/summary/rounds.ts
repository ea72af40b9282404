import type { Grove, Metal, RoundKind, Sigil } from '@wandcast/protocol';
import { grammar } from '../grammar';
import { groveNames } from '../groves';
import { numbers } from '../numbers';
import { metalNames, sigilNames } from '../sigils';
import { wizards } from './page';

const kinds: Readonly<Record<RoundKind, string>> = {
  order: 'Cast it now',
  free: 'Every spell once',
  duel: 'Duel',
  fastest: 'The fastest hand',
  imitate: 'The closest drawing',
};

const points = (count: number): string => grammar.counted(count, { one: 'point', other: 'points' });

/** Rounds, and who won them. */
export const rounds = {
  title: 'The rounds',
  blank: 'No rounds were played. Casting was for fun.',
  kind: (kind: RoundKind) => kinds[kind],
  columns: { number: 'Number', asked: 'Spell', hit: 'Hit', fastest: 'Fastest' },
  /** After the number of hits. */
  of: (people: number) => `of ${numbers.count(people)}`,
  /** @param seconds "2.4" */
  seconds: (seconds: string) => `${seconds} s`,
  nobody: 'nobody',
  podium: {
    title: 'Take a bow',
    blank: 'No points yet. You score in rounds.',
    bearer: (metal: Metal, sigil: Sigil) => `The ${metalNames[metal].toLowerCase()} ${sigilNames[sigil].toLowerCase()}`,
    grove: (grove: Grove) => `${groveNames[grove]} grove`,
    points,
    best: (spell: string) => `, best with ${spell}`,
  },
  groves: {
    title: 'The groves',
    blank: 'All four are even: nobody has points.',
    name: (grove: Grove) => groveNames[grove],
    score: (count: number, people: number) => `${points(count)}, ${wizards(people)}`,
    note: 'Large numbers: points per wizard.',
  },
};
