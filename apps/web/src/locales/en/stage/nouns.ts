import { grammar } from '../grammar';

const { counted } = grammar;

export const casts = (count: number): string => counted(count, { one: 'cast', other: 'casts' });
export const wands = (count: number): string => counted(count, { one: 'wand', other: 'wands' });
export const people = (count: number): string => counted(count, { one: 'person', other: 'people' });
export const points = (count: number): string => counted(count, { one: 'point', other: 'points' });
