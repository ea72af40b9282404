import { figuresIn } from '../../../shared/format/localized-numbers';

/** Numbers, shares and times. */
export const figures = figuresIn('en-GB', { over: 'over', under: 'under', percent: 'percent', today: 'today' });

/** A count with its noun: "1 cast", "4,012 casts". */
export const counted = (n: number, one: string, many: string): string => `${figures.count(n)} ${n === 1 ? one : many}`;

export const casts = (n: number): string => counted(n, 'cast', 'casts');
export const people = (n: number): string => counted(n, 'person', 'people');
export const spells = (n: number): string => counted(n, 'spell', 'spells');
/** A share as whole percents: "84%". */
export const percent = (share: number): string => `${Math.round(100 * share)}%`;

/** A time as a clock shows it, and the day if that is not today: "20:41", "24 Nov, 20:41". Both ms since 1970. */
export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}
