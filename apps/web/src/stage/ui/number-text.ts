const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const ORDINALS = [
  ...['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh'],
  'twelfth',
];

/** A count as one writes it in a sentence: words up to twelve, then figures. */
export function countWord(count: number): string {
  return SMALL[count] ?? count.toLocaleString('en');
}

/** A place as one says it: "first" to "twelfth", then "13th". @param rank from 1 */
export function ordinalWord(rank: number): string {
  return ORDINALS[rank] ?? ordinal(rank);
}

/** "1st", "2nd", "3rd", "11th". */
export function ordinal(rank: number): string {
  const teens = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank.toLocaleString('en')}${ending}`;
}

/** "1 point", "1,204 points". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
