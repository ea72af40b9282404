import { localizedNumbers } from '../../shared/format/localized-numbers';

/** Numbers, shares and times. */
export const numbers = localizedNumbers('en-GB', { over: 'over', under: 'under', percent: 'percent', today: 'today' });

/** "7th" */
export function ordinal(rank: number): string {
  const tens = rank % 100;
  const end = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${end}`;
}
