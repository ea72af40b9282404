import {
  STAGE_TRACE_POINTS,
  type SpellId,
  type StageFrame,
  type StageResult,
  type StageWand,
} from '@wandcast/protocol';

/** A taught cast as the stage draws it, and who gave it, by the name of that moment. */
export interface Lesson {
  readonly castId: string;
  readonly spell: SpellId;
  readonly wand: StageWand;
  /** x of all points, then y, then z, in steps of SHAPE_STEP. */
  readonly trace: Int8Array;
  /** Ms as performance.now(); long ago for those that were taught before the page. */
  readonly at: number;
}

/** Of one spell the stage keeps so many, ms: more lines over each other are a cloud. */
export const KEPT = 40;

/** The lessons after more results, oldest first, the newest KEPT of each spell. Results without a trace are passed over. */
export function withLessons(
  lessons: readonly Lesson[],
  results: readonly StageResult[],
  wandOf: (slot: number) => StageWand | undefined,
  at: number,
): readonly Lesson[] {
  const fresh = results.flatMap(({ castId, spell, slot, trace }): Lesson[] => {
    const [wand, points] = [wandOf(slot), trace === undefined ? undefined : readTrace(trace)];
    if (spell === null || wand === undefined || points === undefined) return [];
    return [{ castId, spell, wand, trace: points, at }];
  });
  if (fresh.length === 0) return lessons;
  const all = [...lessons, ...fresh];
  const counts = new Map<SpellId, number>();
  return all
    .toReversed()
    .filter(({ spell }) => {
      const count = (counts.get(spell) ?? 0) + 1;
      counts.set(spell, count);
      return count <= KEPT;
    })
    .toReversed();
}

/** The lessons without those of people who were taken off the stage, and with the names that people have now. */
export function lessonsOf(
  lessons: readonly Lesson[],
  { joined = [], hidden = [] }: Pick<StageFrame, 'joined' | 'hidden'>,
): readonly Lesson[] {
  if (joined.length === 0 && hidden.length === 0) return lessons;
  return lessons
    .filter(({ wand }) => !hidden.includes(wand.slot))
    .map((lesson) => ({ ...lesson, wand: joined.find(({ slot }) => slot === lesson.wand.slot) ?? lesson.wand }));
}

/** A trace from its base64; undefined where it is none. */
export function readTrace(base64: string): Int8Array | undefined {
  try {
    const bytes = Int8Array.from(atob(base64), (letter) => (letter.charCodeAt(0) << 24) >> 24);
    return bytes.length === 3 * STAGE_TRACE_POINTS ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** How bright the `age`th newest line of a spell is, 0 the newest: 0..1, and the oldest still seen. */
export function strengthOf(age: number): number {
  return 0.1 + 0.75 * 0.86 ** age;
}
