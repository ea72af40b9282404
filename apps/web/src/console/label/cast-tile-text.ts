import type { JudgedCast } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** A sketch [x, y, x, y, ...] in whole percents as an SVG path in a 100 x 100 box; empty if there is none. */
export function sketchPath(sketch: readonly number[]): string {
  let path = '';
  for (let i = 0; i + 1 < sketch.length; i += 2) path += `${i === 0 ? 'M' : 'L'}${sketch[i]} ${sketch[i + 1]}`;
  return path;
}

/** Title of a drawer: "Tide recognized as Gale, 3 casts". */
export function drawerTitle(meant: string, recognized: string, casts: number): string {
  const { drawer } = texts().label;
  return meant === recognized ? drawer.asMeant(meant, casts) : drawer.mistaken(meant, recognized, casts);
}

/** Time and duration: "20:41:07, 1.9 s". Arguments in ms. */
export function castTimeText(startedAt: number, durationMs: number): string {
  return texts().label.castTime(texts().format.clockSeconds(startedAt), texts().format.decimal(durationMs / 1000));
}

/** "88% confident" */
export function confidenceText({ confidence }: Pick<JudgedCast, 'confidence'>): string {
  return texts().label.confidence(texts().format.numbers.chance(confidence));
}

/** The `page`-th page (from 0) of `items`, `size` each. */
export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  return items.slice(page * size, (page + 1) * size);
}
