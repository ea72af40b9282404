import type { WorkStep } from '../progress/work.js';
import { SHARES } from './learning-curve.js';

/** Time per row^3 of a factorization, and of its inverse, on the reference machine, s. */
const FACTOR_SECONDS = 2.6e-10;
const INVERSE_SECONDS = 6e-10;
/** Time per row^3 / groups of predictions that hold a group out. */
const GROUP_SECONDS = 3e-10;
/** Time per row^2 of weights and of scores of negatives. */
const SCORE_SECONDS = 1.4e-7;

/** Size of a head's training set. */
interface HeadSize {
  /** Rows of known spells, and those that are copies. */
  readonly rows: number;
  readonly copies: number;
  readonly negatives: number;
  /** Groups that are held out together. */
  readonly groups: number;
}

/** A fit that continues one of the first `from` rows, with its held-out predictions. */
export function fitStep(rows: number, from: number, groups: number): WorkStep {
  const cubes = (FACTOR_SECONDS + INVERSE_SECONDS) * (rows ** 3 - from ** 3);
  return { kind: 'solving', seconds: cubes + (GROUP_SECONDS * rows ** 3) / Math.max(1, groups) };
}

/** The same without held-out predictions. */
function plainFitStep(rows: number, from: number): WorkStep {
  return { kind: 'solving', seconds: FACTOR_SECONDS * (rows ** 3 - from ** 3) + SCORE_SECONDS * rows ** 2 };
}

/** Scores, gate and weights of a fitted head. */
function finalStep(rows: number): WorkStep {
  return { kind: 'solving', seconds: SCORE_SECONDS * rows ** 2 };
}

/** The steps of {@link fitOpenSetHead}. @param hasCurve whether it draws a learning curve */
export function headWork({ rows, negatives, groups }: HeadSize, hasCurve: boolean): WorkStep[] {
  const shares = hasCurve ? [...SHARES, 1] : [1];
  const fits = shares.map((share, i) => fitStep(share * rows, (shares[i - 1] ?? 0) * rows, groups));
  const detector = negatives === 0 ? [] : [fitStep(rows + negatives, rows, groups)];
  return [...fits, ...detector, finalStep(rows + negatives)];
}

/** The steps of a head that reuses the gate of another one. */
export function laterHeadWork({ rows, copies, negatives }: HeadSize): WorkStep[] {
  const own = rows - copies;
  return [plainFitStep(own, 0), negatives === 0 ? finalStep(own) : plainFitStep(own + negatives, own)];
}
