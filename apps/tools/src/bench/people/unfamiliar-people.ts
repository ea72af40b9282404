import {
  gaussian,
  GlyphFamilies,
  heldSignal,
  holdRotation,
  parseGlyph,
  scribble,
  simulateCast,
  simulateEveryday,
  uniform,
  type EverydayKind,
  type EverydayRanges,
  type HoldName,
  type Persona,
  type Random,
  type Signal,
  type StyleKind,
  type StyleRanges,
} from '@wandcast/gesture';
import type { LabeledCast } from '@wandcast/recognition';
import { atRate } from '../at-rate.js';
import { otherTimings } from './other-timing.js';

/** Samples per second of the phones. */
export const RATES_HZ = [20, 100] as const;

/** Everyday movements with other parameters than those of training. */
export const OTHER_EVERYDAY: EverydayRanges = {
  rateHz: RATES_HZ,
  frequency: [1, 6],
  cycles: [3, 8],
  force: [4, 25],
  radius: [0.1, 0.8],
  gait: [1.6, 2.2],
  walk: [1.2, 3.5],
  way: [0.5, 1.5],
  depth: [0.2, 0.9],
};

/** Drawing styles with other parameters than those of training. */
export const OTHER_STYLES: StyleRanges = {
  start: [0.15, 0.85],
  hookLength: [0.1, 0.35],
  hookAngle: [0.4, 2.8],
  shift: 0.25,
  corners: [0.3, 1],
};

/** Lines and curves of a scrawl: from, and less than. */
const SEGMENTS = [5, 10] as const;

/** Somebody outside the ranges of `simulatePerson`: other proportions, sizes, tempos, wrists. */
function unfamiliarPerson(random: Random): Persona {
  const normal = (sd: number): number => sd * gaussian(random);
  const size = Math.exp(uniform(Math.log(0.1), Math.log(0.6), random));
  return {
    pitch: uniform(-0.2, 0.6, random),
    yaw: normal(0.3),
    roll: normal(0.2),
    logAspect: normal(0.22),
    slant: normal(0.17),
    turn: normal(0.08),
    size: 1.7 * size,
    swing: size / uniform(0.25, 0.9, random),
    wristX: uniform(0.25, 1.3, random),
    wristY: uniform(0.1, 1.3, random),
    wristRoll: uniform(-0.6, 0.6, random),
    duration: Math.exp(uniform(Math.log(0.8), Math.log(2.4), random)),
    rounding: uniform(0.03, 0.1, random),
    curveSlowing: 0,
    restlessness: uniform(0, 1, random),
    timing: 'strokes', // replaced by one of the other laws
  };
}

/**
 * One cast of each spell by each of so many people whom no training has simulated, in a hold.
 * @param glyphs SVG path by spell
 */
export function castsOfUnfamiliarPeople(
  glyphs: Readonly<Record<string, string>>,
  people: number,
  hold: HoldName,
  random: Random,
  style?: StyleKind,
): LabeledCast[] {
  const strokes = Object.entries(glyphs).map(([label, d]) => ({ label, stroke: parseGlyph(d) }));
  const families = new GlyphFamilies(glyphs, OTHER_STYLES);
  return Array.from({ length: people }, (_, i) => {
    const person = unfamiliarPerson(random);
    const timing = otherTimings[i % otherTimings.length];
    const rateHz = uniform(...RATES_HZ, random);
    return strokes.flatMap(({ label, stroke }) => {
      const drawn = style === undefined ? stroke : families.draw(label, style, random);
      if (drawn === undefined) return [];
      const signal = simulateCast(drawn, person, random, { gravity: true, ...(timing && { timing }) });
      const held = heldSignal(atRate(signal, rateHz), holdRotation(hold, random));
      return { user: `unfamiliar-${i + 1}`, label, signal: held };
    });
  }).flat();
}

/** A non-gesture, in a random hold. */
export function unfamiliarMovement(kind: EverydayKind, random: Random): Signal {
  if (kind !== 'scrawl') return simulateEveryday(kind, OTHER_EVERYDAY, random);
  const drawing = parseGlyph(scribble(random, Math.floor(uniform(...SEGMENTS, random))));
  const signal = simulateCast(drawing, unfamiliarPerson(random), random, { gravity: true });
  return heldSignal(atRate(signal, uniform(...RATES_HZ, random)), holdRotation('random', random));
}
