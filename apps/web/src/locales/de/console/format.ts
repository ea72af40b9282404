import { figuresIn } from '../../../shared/format/localized-numbers';
import type { ConsoleTexts } from '../../en/console/index';

export const figures: ConsoleTexts['format']['figures'] = figuresIn('de-DE', {
  over: 'über',
  under: 'unter',
  percent: 'Prozent',
  today: 'heute',
});

export const counted = (n: number, one: string, many: string): string => `${figures.count(n)} ${n === 1 ? one : many}`;

export const casts = (n: number): string => counted(n, 'Schwung', 'Schwünge');
export const people = (n: number): string => counted(n, 'Person', 'Personen');
export const spells = (n: number): string => counted(n, 'Zauber', 'Zauber');
export const percent = (share: number): string => figures.percent(share);

export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString('de-DE', { day: 'numeric', month: 'short' })}, ${time}`;
}
