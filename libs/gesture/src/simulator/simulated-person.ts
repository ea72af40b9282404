import { gaussian, uniform, type Random } from '../math/random.js';

/**
 * How one simulated person moves and holds the phone. The ranges were found by random search on recordings of five
 * people and held up on five others; what matters most is rounded corners, uneven speed and the spread of pitch.
 */
export interface Persona {
  /** Phone leant back from upright, radians: 0 upright, pi/2 flat. */
  readonly pitch: number;
  /** Phone turned about the vertical, radians. */
  readonly yaw: number;
  /** Phone turned in its own plane, radians. */
  readonly roll: number;
  /** Log of width over height against the glyph's own: most people draw a little narrow. */
  readonly logAspect: number;
  /** Shear: how far to the right per height. */
  readonly slant: number;
  /** Turn of the whole drawing, radians. */
  readonly turn: number;
  /** Longer side of a drawing that takes BEAT seconds, m. */
  readonly size: number;
  /** Turn of the arm over one longer side of a drawing, radians: from a short swing of the arm to a wide one of the hand. */
  readonly swing: number;
  /** Share of the swing that turns the phone with it, sideways and up: 0 is a hand that keeps its angle. */
  readonly wristX: number;
  readonly wristY: number;
  /** Roll of the phone per sideways swing, either way. */
  readonly wristRoll: number;
  /** Usual duration of a drawing, s. */
  readonly duration: number;
  /** How far corners are rounded, as a share of the duration. */
  readonly rounding: number;
  /** Exponent by which curves are slower than straights; 1/3 is the law of Lacquaniti, Terzuolo and Viviani (1983). */
  readonly curveSlowing: number;
  /** Strength of the movements before and after the drawing. */
  readonly restlessness: number;
  /** Speed governed by curvature all along, or separate strokes from corner to corner. */
  readonly timing: 'curvature' | 'strokes';
}

/** Usual duration of a drawing, s. */
export const BEAT = 1.3;

/**
 * Share of people whose speed is governed by curvature. They teach a little more (.92 against .91 at a half, ten letters, means of several rooms); some of
 * the others are kept for glyphs that are all corners.
 */
const BY_CURVATURE = 0.8;

/** Draws a person. */
export function simulatePerson(random: Random): Persona {
  const normal = (sd: number): number => sd * gaussian(random);
  const between = (low: number, high: number): number => uniform(low, high, random);
  const size = Math.exp(between(Math.log(0.12), Math.log(0.45)));
  return {
    pitch: (between(0, 84) * Math.PI) / 180,
    yaw: normal(0.22),
    roll: normal(0.116),
    logAspect: normal(0.185) + 0.1 * Math.log(1 - random()),
    slant: normal(0.134),
    turn: normal(0.058),
    size: 1.9 * size,
    swing: size / between(0.22, 1),
    wristX: between(0, 1.03),
    wristY: between(0, 1.03),
    wristRoll: between(0, 0.515) * (random() < 0.5 ? -1 : 1),
    duration: BEAT * Math.exp(normal(0.24)),
    rounding: between(0.04, 0.09),
    curveSlowing: between(0.39, 0.64),
    restlessness: between(0, 0.85),
    timing: random() < BY_CURVATURE ? 'curvature' : 'strokes',
  };
}
