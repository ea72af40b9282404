import type { StageFrame } from '@wandcast/protocol';

/** Packed estimated paths so far of casts in progress, by slot; see `unpackPath`. */
export type Strokes = ReadonlyMap<number, string>;

export const noStrokes: Strokes = new Map();

/** Updates the strokes. A stroke ends with its cast, with its result, and when its wand leaves. */
export function updateStrokes(
  strokes: Strokes,
  { live = [], strokes: drawn = [], ended = [], results = [], left = [] }: StageFrame,
): Strokes {
  const started = live.flatMap(([slot, first]) => (slot !== undefined && first === 0 ? [slot] : []));
  const stale = (slots: readonly number[]): boolean => slots.some((slot) => strokes.has(slot));
  const over = [...ended, ...results.map(({ slot }) => slot), ...left];
  if (drawn.length === 0 && !stale(started) && !stale(over)) return strokes;
  const next = new Map(strokes);
  for (const slot of started) next.delete(slot);
  for (const { slot, path } of drawn) next.set(slot, path);
  for (const slot of over) next.delete(slot);
  return next;
}
