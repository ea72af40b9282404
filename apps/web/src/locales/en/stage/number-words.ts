import { numbers, ordinal } from '../numbers';

const CARDINALS = [
  ...['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
];
const ORDINALS = [
  ...['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh'],
  'twelfth',
];

/** A count within a sentence: words up to twelve, then figures. */
export function numberWord(count: number): string {
  return CARDINALS[count] ?? numbers.count(count);
}

/** A rank within a sentence: "first" to "twelfth", then "13th". @param rank from 1 */
export function ordinalWord(rank: number): string {
  return ORDINALS[rank] ?? ordinal(rank);
}
