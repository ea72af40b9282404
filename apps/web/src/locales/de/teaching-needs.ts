import { grammar } from './grammar';

export const moreCasts = (count: number): string =>
  `noch ${grammar.counted(count, { one: 'Schwung', other: 'Schwünge' })}`;

export function spellNeeds(spell: string, casts: number, people: number): string {
  const from = people === 0 ? '' : people === 1 ? ' von noch einer Person' : ` von ${people} weiteren Personen`;
  return `${spell} braucht ${moreCasts(casts)}${from}.`;
}
