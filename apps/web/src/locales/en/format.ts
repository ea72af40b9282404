import { grammar } from './grammar';
import { LOCALE } from './locale';
import { numbers } from './numbers';

export { numbers };

/** A count with its noun: "1 cast", "4,012 casts". */
export const counted = (n: number, one: string, many: string): string => grammar.counted(n, { one, other: many });

export const casts = (n: number): string => counted(n, 'cast', 'casts');
export const people = (n: number): string => counted(n, 'person', 'people');
export const spells = (n: number): string => counted(n, 'spell', 'spells');
/** A share as whole percents: "84%". */
export const { percent } = numbers;

/** The time of day: "20:41". @param at ms since 1970 */
export const timeOfDay = (at: number): string =>
  new Date(at).toLocaleTimeString(LOCALE, { hour: '2-digit', minute: '2-digit' });

/** A time as a clock shows it, and the day if that is not today: "20:41", "24 Nov, 20:41". Both ms since 1970. */
export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  if (date.toDateString() === new Date(now).toDateString()) return timeOfDay(at);
  return `${date.toLocaleDateString(LOCALE, { day: 'numeric', month: 'short' })}, ${timeOfDay(at)}`;
}

/** The time of day with seconds: "20:41:07". @param at ms since 1970 */
export const clockSeconds = (at: number): string => new Date(at).toLocaleTimeString(LOCALE);
/** At most one decimal: "1.5", "4". */
export const tenths = (value: number): string => value.toLocaleString(LOCALE, { maximumFractionDigits: 1 });
/** Exactly one decimal: "1.5", "4.0". */
export const decimal = (value: number): string =>
  value.toLocaleString(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const kilobytes = (value: number): string => `${value} kB`;
export const megabytes = (value: number): string => `${decimal(value)} MB`;
/** Times in ms, written as given. */
export const milliseconds = (value: number | string): string => `${value} ms`;
export const seconds = (value: number | string): string => `${value} s`;
/** Two figures of one kind, as median and p95. */
export const pair = (first: number | string, second: string): string => `${first} / ${second}`;
export const hertz = (value: number | string): string => `${value} Hz`;
