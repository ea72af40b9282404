import { stillNeeded, type Readiness, type Spell } from '@wandcast/protocol';
import type { TaughtCount } from '../casting/storage/casts.repository.js';

/** Fewest taught casts of a spell without a glyph to be trained. With fewer, one bad cast would outweigh the rest. */
export const MIN_CASTS = 3;

/** Per spell: whether it has enough taught casts, and a sentence saying what is missing. */
export function readinessOf(spells: readonly Spell[], counts: readonly TaughtCount[]): Readiness[] {
  return spells.map((spell) => {
    const { casts, people } = counts.find((count) => count.spell === spell.id) ?? { casts: 0, people: 0 };
    return { spell: spell.id, casts, people, ...judged(spell, casts, people) };
  });
}

/** Whether a model can be trained to recognize the spell. */
export function isTrainable({ state }: Readiness): boolean {
  return state !== 'unknown';
}

/** Whether a model learns the spell mainly from its glyph rather than from taught casts. */
export function reliesOnGlyph({ state, casts }: Readiness): boolean {
  return state === 'glyph' || (state === 'few' && casts < MIN_CASTS);
}

function judged({ name, glyph }: Spell, casts: number, people: number): Pick<Readiness, 'state' | 'needs'> {
  const needed = stillNeeded(casts, people, glyph !== null);
  if (needed.kind === 'nothing') return { state: 'ready', needs: null };
  if (needed.kind === 'people')
    return {
      state: 'glyph',
      needs: `${name} already works; ${counted(needed.people, 'teacher', 'teachers')} would make it better`,
    };
  const from = needed.people === 0 ? '' : ` from ${counted(needed.people, 'more person', 'more people')}`;
  const needs = `${name} needs ${counted(needed.casts, 'more cast', 'more casts')}${from}`;
  return { state: casts < MIN_CASTS && glyph === null ? 'unknown' : 'few', needs };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
