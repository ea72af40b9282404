import { grammar } from '../grammar';

const { counted } = grammar;

export const casts = (count: number): string => counted(count, { one: 'Schwung', other: 'Schwünge' });
export const wands = (count: number): string => counted(count, { one: 'Zauberstab', other: 'Zauberstäbe' });
export const people = (count: number): string => counted(count, { one: 'Person', other: 'Personen' });
export const points = (count: number): string => counted(count, { one: 'Punkt', other: 'Punkte' });
