import { numbers } from '../numbers';

export { numbers };

export const counted = (n: number, one: string, many: string): string => `${numbers.count(n)} ${n === 1 ? one : many}`;

export const casts = (n: number): string => counted(n, 'Schwung', 'Schwünge');
export const people = (n: number): string => counted(n, 'Person', 'Personen');
export const spells = (n: number): string => counted(n, 'Zauber', 'Zauber');
export const percent = (share: number): string => numbers.percent(share);

export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString('de-DE', { day: 'numeric', month: 'short' })}, ${time}`;
}

/** The time of day with seconds: "20:41:07". @param at ms since 1970 */
export const clockSeconds = (at: number): string => new Date(at).toLocaleTimeString('de-DE');
/** At most one decimal: "1.5", "4". */
export const tenths = (value: number): string => value.toLocaleString('de-DE', { maximumFractionDigits: 1 });
/** Exactly one decimal: "1.5", "4.0". */
export const decimal = (value: number): string =>
  value.toLocaleString('de-DE', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const kilobytes = (value: number): string => `${value} kB`;
export const megabytes = (value: number): string => `${decimal(value)} MB`;
/** Times in ms, written as given. */
export const milliseconds = (value: number | string): string => `${value} ms`;
export const seconds = (value: number | string): string => `${value} s`;
/** Two figures of one kind, as median and p95. */
export const pair = (first: number | string, second: string): string => `${first} / ${second}`;
export const hertz = (value: number | string): string => `${value} Hz`;
