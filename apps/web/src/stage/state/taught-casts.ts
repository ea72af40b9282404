import { STAGE_TRACE_POINTS, type SpellId, type StageResult, type StageWand } from '@wandcast/protocol';
import { changesWands, currentWand, isVisible, type WandChanges } from './wand-changes';

/** A taught cast as the stage draws it, with its contributor. */
export interface TaughtCast {
  readonly castId: string;
  readonly spell: SpellId;
  readonly wand: StageWand;
  /** x of all points, then y, then z, in steps of SHAPE_STEP. */
  readonly trace: Int8Array;
  /** Ms as performance.now(); -Infinity for casts taught before the page. */
  readonly at: number;
}

/** Maximum number of taught casts kept per spell. More overlapping lines would blur. */
export const MAX_PER_SPELL = 40;

/** Adds results, oldest first, and keeps the newest MAX_PER_SPELL of each spell. Ignores results without a trace. */
export function addTaughtCasts(
  taughtCasts: readonly TaughtCast[],
  results: readonly StageResult[],
  wandOf: (slot: number) => StageWand | undefined,
  at: number,
): readonly TaughtCast[] {
  const known = new Set(taughtCasts.map(({ castId }) => castId));
  const fresh = results.flatMap(({ castId, spell, slot, trace }): TaughtCast[] => {
    if (known.has(castId)) return [];
    const [wand, points] = [wandOf(slot), trace === undefined ? undefined : readTrace(trace)];
    if (spell === null || wand === undefined || points === undefined) return [];
    return [{ castId, spell, wand, trace: points, at }];
  });
  if (fresh.length === 0) return taughtCasts;
  const all = [...taughtCasts, ...fresh];
  const counts = new Map<SpellId, number>();
  return all
    .toReversed()
    .filter(({ spell }) => {
      const count = (counts.get(spell) ?? 0) + 1;
      counts.set(spell, count);
      return count <= MAX_PER_SPELL;
    })
    .toReversed();
}

/** Those of people who are present and not hidden, after the connection was lost. @param wands as the server has them now */
export function keptCasts(taughtCasts: readonly TaughtCast[], wands: readonly StageWand[]): readonly TaughtCast[] {
  const present = new Map(wands.map((wand) => [wand.id, wand]));
  return taughtCasts.flatMap((cast) => {
    const wand = present.get(cast.wand.id);
    return wand === undefined ? [] : [{ ...cast, wand, at: -Infinity }];
  });
}

/** Removes the casts of hidden people and applies name changes. */
export function updateTaughtCasts(taughtCasts: readonly TaughtCast[], frame: WandChanges): readonly TaughtCast[] {
  if (!changesWands(frame)) return taughtCasts;
  return taughtCasts
    .filter(({ wand }) => isVisible(wand, frame))
    .map((taughtCast) => ({ ...taughtCast, wand: currentWand(taughtCast.wand, frame) }));
}

/** Decodes a base64 trace; undefined if it is invalid. */
export function readTrace(base64: string): Int8Array | undefined {
  try {
    const bytes = Int8Array.from(atob(base64), (letter) => (letter.charCodeAt(0) << 24) >> 24);
    return bytes.length === 3 * STAGE_TRACE_POINTS ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Opacity of the `age`th newest line of a spell, 0 the newest. The oldest is still visible. */
export function lineOpacity(age: number): number {
  return 0.1 + 0.75 * 0.86 ** age;
}
