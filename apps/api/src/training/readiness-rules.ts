import { stillNeeded, type Readiness, type Spell } from '@wandcast/protocol';
import type { TaughtCount } from '../casting/storage/casts.repository.js';

/** Fewest taught casts for a spell without a glyph to enter a model; below, one bad cast is half of what is known. */
export const MIN_CASTS = 3;

/** Whether what was taught of each spell is enough, and in words what is missing. */
export function readinessOf(spells: readonly Spell[], counts: readonly TaughtCount[]): Readiness[] {
  return spells.map((spell) => {
    const own = counts.filter((count) => count.spell === spell.id);
    const casts = own.reduce((sum, count) => sum + count.casts, 0);
    const people = own.length;
    return { spell: spell.id, casts, people, ...judged(spell, casts, people) };
  });
}

/** Whether a model can know the spell. */
export function isTrainable({ state }: Readiness): boolean {
  return state !== 'unknown';
}

/** Whether a model knows it from its glyph more than from people. */
export function restsOnGlyph({ state, casts }: Readiness): boolean {
  return state === 'glyph' || (state === 'few' && casts < MIN_CASTS);
}

function judged({ name, glyph }: Spell, casts: number, people: number): Pick<Readiness, 'state' | 'needs'> {
  const needed = stillNeeded(casts, people, glyph !== null);
  if (needed.kind === 'nothing') return { state: 'ready', needs: null };
  if (needed.kind === 'people')
    return {
      state: 'glyph',
      needs: `${name} can be cast from its glyph alone; ${needed.people} people who teach it make it surer`,
    };
  const from = needed.people === 0 ? '' : ` from ${counted(needed.people, 'more person', 'more people')}`;
  const needs = `${name} needs ${counted(needed.casts, 'more cast', 'more casts')}${from}`;
  return { state: casts < MIN_CASTS && glyph === null ? 'unknown' : 'few', needs };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
