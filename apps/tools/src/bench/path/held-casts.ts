import {
  motionOf,
  parseGlyph,
  seeded,
  simulatePerson,
  simulateTracedCast,
  starterSpellbook,
  trim,
  STEPS,
  type HandPath,
  type Persona,
  type Point,
  type Signal,
} from '@wandcast/gesture';
import { atRate, valueAt } from '../at-rate.js';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * How the phone is held. `turned`: rotated in its own plane by as much as normalized axes allow, which are turned in
 * steps of 90 degrees.
 */
export const holds = {
  upright: { pitch: radians(5), roll: 0 },
  tilted: { pitch: radians(45), roll: 0 },
  flat: { pitch: radians(85), roll: 0 },
  turned: { pitch: radians(45), roll: radians(40) },
} as const satisfies Readonly<Record<string, Partial<Persona>>>;

export type HoldName = keyof typeof holds;

export const holdNames = Object.keys(holds) as HoldName[];

/** A simulated cast, and where the hand was at STEPS equal times while it moved: x right, y down. */
export interface TrueCast {
  readonly signal: Signal;
  readonly truth: readonly Point[];
}

interface HeldCastsOptions {
  readonly people: number;
  readonly hold: HoldName;
  readonly rateHz: number;
  readonly seed: number;
}

/** One cast of each starter spell by each of so many simulated people, with all sensors. */
export function heldCasts({ people, hold, rateHz, seed }: HeldCastsOptions): TrueCast[] {
  const random = seeded(seed);
  const glyphs = starterSpellbook.flatMap(({ glyph }) => (glyph === null ? [] : [parseGlyph(glyph)]));
  return Array.from({ length: people }, () => ({ ...simulatePerson(random), ...holds[hold] })).flatMap((person) =>
    glyphs.map((glyph) => {
      const { signal, path } = simulateTracedCast(glyph, person, random, { gravity: true });
      const sampled = atRate(signal, rateHz);
      return { signal: sampled, truth: truthOf(sampled, path) };
    }),
  );
}

/** True positions at the times of the estimated points. */
function truthOf(signal: Signal, { x, y, interval }: HandPath): Point[] {
  const { from, to } = trim(signal.t, motionOf(signal));
  return Array.from({ length: STEPS }, (_, i) => {
    const place = (from + ((to - from) * i) / (STEPS - 1)) / (1000 * interval);
    return { x: valueAt(x, place), y: -valueAt(y, place) };
  });
}
