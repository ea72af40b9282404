import { localizedNumbers } from '../../shared/format/localized-numbers';
import { LOCALE } from './locale';

/** Numbers, shares and times. */
export const numbers = localizedNumbers(LOCALE, { over: 'over', under: 'under', percent: 'percent', today: 'today' });

/** "1st", "2nd", "3rd", "11th". */
export function ordinal(rank: number): string {
  const tens = rank % 100;
  const end = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${numbers.count(rank)}${end}`;
}
