import { grammar } from './grammar';
import { LOCALE } from './locale';
import { numbers } from './numbers';

export { numbers };

export const counted = (n: number, one: string, many: string): string => grammar.counted(n, { one, other: many });

/** @param many _Schwüngen_ after _mit_, _von_ and the like */
export const casts = (n: number, many = 'Schwünge'): string => counted(n, 'Schwung', many);
export const people = (n: number): string => counted(n, 'Person', 'Personen');
export const spells = (n: number, many = 'Zauber'): string => counted(n, 'Zauber', many);
export const { percent } = numbers;

export const timeOfDay = (at: number): string =>
  new Date(at).toLocaleTimeString(LOCALE, { hour: '2-digit', minute: '2-digit' });

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
