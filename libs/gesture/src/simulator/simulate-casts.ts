import { parseGlyph, type Stroke } from '../glyph/glyph.js';
import type { Random } from '../math/random.js';
import type { Signal } from '../signal/signal.js';
import { moveHand, type HandPath, type TimingLaw } from './hand-movement.js';
import { simulatePerson, type Persona } from './simulated-person.js';
import { simulateReadings } from './simulated-phone.js';
import { drawGlyph } from './drawn-line.js';

export type { HandPath, TimingLaw } from './hand-movement.js';
export { arcLengths, type Polyline } from './drawn-line.js';
export { simulatePerson, type Persona } from './simulated-person.js';

/**
 * One cast of a glyph by one simulated person, as a phone at about 94 Hz records it. Realistic enough that a recognizer
 * trained only on such casts recognizes nine of ten casts of real people.
 */
export function simulateCast(glyph: Stroke, person: Persona, random: Random, options: CastOptions = {}): Signal {
  return simulateTracedCast(glyph, person, random, options).signal;
}

export interface CastOptions {
  /** Also provide the acceleration including gravity. */
  readonly gravity?: boolean;
  /** Instead of the person's own. */
  readonly timing?: TimingLaw;
}

/** A simulated cast and the true path of the hand, with a position for each sample. */
export interface TracedCast {
  readonly signal: Signal;
  readonly path: HandPath;
}

/** {@link simulateCast} with the path of the hand, to measure how well a method recovers it. */
export function simulateTracedCast(
  glyph: Stroke,
  person: Persona,
  random: Random,
  { gravity = false, timing }: CastOptions = {},
): TracedCast {
  const path = moveHand(drawGlyph(glyph, person, random), glyph.corners, person, random, timing);
  const readings = simulateReadings(path, person, random, gravity);
  return { signal: { t: readings.linear.x.map((_, i) => i * path.interval * 1000), ...readings }, path };
}

/** A labeled cast of the simulator. */
export interface SimulatedCast {
  /** The simulated person, so that evaluation by held-out people works as with real ones. */
  readonly user: string;
  readonly label: string;
  readonly signal: Signal;
}

interface RoomOptions {
  readonly people: number;
  /** Distributed over the people in turn. */
  readonly castsPerSpell: number | ((label: string) => number);
  /** Whether the phone of the nth cast of a spell reports gravity; no by default. */
  readonly gravity?: (cast: number) => boolean;
  /** What is drawn in the nth cast of a spell instead of its glyph. */
  readonly drawingOf?: (label: string, cast: number) => Stroke | undefined;
}

/**
 * Casts of all glyphs by simulated people. More people help more than more casts: training on 100 people beats 20 at
 * the same number of casts.
 * @param glyphs SVG path by label
 * @throws GlyphError; RangeError without people
 */
export function simulateRoom(
  glyphs: Readonly<Record<string, string>>,
  { people, castsPerSpell, gravity = () => false, drawingOf }: RoomOptions,
  random: Random,
): SimulatedCast[] {
  const personas = Array.from({ length: people }, (_, i) => ({
    user: `simulated-${i + 1}`,
    person: simulatePerson(random),
  }));
  let turn = 0;
  return Object.entries(glyphs).flatMap(([label, d]) => {
    const glyph = parseGlyph(d);
    const casts = typeof castsPerSpell === 'number' ? castsPerSpell : castsPerSpell(label);
    return Array.from({ length: casts }, (_, i) => {
      const next = personas[turn++ % people];
      if (next === undefined) throw new RangeError(`${people} people cannot cast anything`);
      const drawn = drawingOf?.(label, i) ?? glyph;
      return { user: next.user, label, signal: simulateCast(drawn, next.person, random, { gravity: gravity(i) }) };
    });
  });
}
