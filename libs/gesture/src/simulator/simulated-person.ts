import { gaussian, uniform, type Random } from '../math/random.js';

/**
 * How one simulated person moves and holds the phone. Ranges were tuned by random search on recordings of five people
 * and validated on five others. Rounded corners, uneven speed and the spread of pitch matter most.
 */
export interface Persona {
  /** Backward tilt of the phone, radians: 0 upright, pi/2 flat. */
  readonly pitch: number;
  /** Rotation of the phone about the vertical, radians. */
  readonly yaw: number;
  /** Rotation of the phone in its own plane, radians. */
  readonly roll: number;
  /** Log of width over height relative to the glyph: most people draw slightly narrow. */
  readonly logAspect: number;
  /** Shear: shift to the right per height. */
  readonly slant: number;
  /** Rotation of the whole drawing, radians. */
  readonly turn: number;
  /** Longer side of a drawing that takes BEAT seconds, m. */
  readonly size: number;
  /**
   * Rotation of the arm per longer side of a drawing, radians: small for the whole arm, large for the hand alone.
   */
  readonly swing: number;
  /** Share of the swing that rotates the phone, sideways and up; 0 keeps the phone's angle. */
  readonly wristX: number;
  readonly wristY: number;
  /** Roll of the phone per sideways swing, either way. */
  readonly wristRoll: number;
  /** Typical duration of this person's drawings, s. */
  readonly duration: number;
  /** Rounding of corners, as a share of the duration. */
  readonly rounding: number;
  /** Exponent of slowing in curves; 1/3 is the law of Lacquaniti, Terzuolo and Viviani (1983). */
  readonly curveSlowing: number;
  /** Strength of the movements before and after the drawing. */
  readonly restlessness: number;
  /** Whether speed follows curvature, or the hand makes separate strokes from corner to corner. */
  readonly timing: 'curvature' | 'strokes';
}

/** Median duration of a drawing over all people, s. */
export const BEAT = 1.3;

/**
 * Share of people whose speed follows curvature. Training on them helps a little more (.92 against .91 at a half, ten
 * letters, mean of several rooms); the others cover glyphs made of corners.
 */
const BY_CURVATURE = 0.8;

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
