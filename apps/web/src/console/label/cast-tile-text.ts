import type { JudgedCast } from '@wandcast/protocol';
import { percentWords } from '../../shared/format/percent-text';

/** A sketch of whole percents [x, y, x, y, ...] as an SVG path of a 100 x 100 box; empty where nothing is told. */
export function sketchPath(sketch: readonly number[]): string {
  let path = '';
  for (let i = 0; i + 1 < sketch.length; i += 2) path += `${i === 0 ? 'M' : 'L'}${sketch[i]} ${sketch[i + 1]}`;
  return path;
}

/** What a drawer of casts is called: "Tide heard as Gale, 3 casts". */
export function drawerTitle(meant: string, heard: string, casts: number): string {
  const counted = `${casts} ${casts === 1 ? 'cast' : 'casts'}`;
  return meant === heard ? `${meant} heard as meant, ${counted}` : `${meant} heard as ${heard}, ${counted}`;
}

/** When and how long: "20:41:07, 1.9 s". Times in ms. */
export function castTimeWords(startedAt: number, durationMs: number): string {
  return `${new Date(startedAt).toLocaleTimeString('en-GB')}, ${(durationMs / 1000).toFixed(1)} s`;
}

/** How sure the model was: "88% sure". */
export function sureOf({ confidence }: Pick<JudgedCast, 'confidence'>): string {
  return `${percentWords(confidence)} sure`;
}

/** The `page`-th page (from 0) of `items`, `size` each. */
export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  return items.slice(page * size, (page + 1) * size);
}
