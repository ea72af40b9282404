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
  return fresh.length === 0 ? taughtCasts : newest([...taughtCasts, ...fresh]);
}

/** The newest MAX_PER_SPELL of each spell. */
function newest(taughtCasts: readonly TaughtCast[]): readonly TaughtCast[] {
  const counts = new Map<SpellId, number>();
  return taughtCasts
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
  const kept = taughtCasts.flatMap((cast) => {
    const wand = present.get(cast.wand.id);
    return wand === undefined ? [] : [{ ...cast, wand, at: -Infinity }];
  });
  return newest(kept);
}

/** Those of the others, which are drawn again when they come back: after a restart of the server everyone does. */
export function absentCasts(taughtCasts: readonly TaughtCast[], wands: readonly StageWand[]): readonly TaughtCast[] {
  const present = new Set(wands.map(({ id }) => id));
  return taughtCasts.filter(({ wand }) => !present.has(wand.id));
}

/** Adds the casts of people who have come back, as older ones. */
export function addReturnedCasts(
  taughtCasts: readonly TaughtCast[],
  absent: readonly TaughtCast[],
  { joined = [] }: WandChanges,
): readonly TaughtCast[] {
  const returned = absent.length === 0 ? [] : keptCasts(absent, joined);
  return returned.length === 0 ? taughtCasts : newest([...returned, ...taughtCasts]);
}

/** Those who are still absent after a frame, and not hidden. Slots are not theirs any more. */
export function stillAbsent(
  absent: readonly TaughtCast[],
  { joined = [], hiddenIds = [] }: WandChanges,
): readonly TaughtCast[] {
  if (absent.length === 0 || !changesWands({ joined, hiddenIds })) return absent;
  return absentCasts(absent, joined).filter(({ wand }) => !hiddenIds.includes(wand.id));
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
