import type { MissedVelocity } from './swing.js';

/** What integration leaves unknown on one axis. */
export interface Drift {
  /** Velocity of the hand at the first sample, m/s. */
  readonly startVelocity: number;
  /** Mean error of the measured acceleration, m/s^2. */
  readonly bias: number;
}

/** Velocity and position on one axis at the end, integrated from rest without any correction, m/s and m. */
export interface EndState {
  readonly velocity: number;
  readonly position: number;
  /** Undefined without a gyroscope. */
  readonly missed: MissedVelocity | undefined;
}

/** Sizes of the movement, which tell how fast a hand may be that has not stopped. */
export interface MovementScale {
  readonly seconds: number;
  /** Mean square of the velocity without its trend, (m/s)^2. */
  readonly squaredSpeed: number;
  /** Mean square of the position without drift, m^2. */
  readonly squaredSize: number;
}

/** Variances of the velocity at both ends, (m/s)^2, and of the bias, (m/s^2)^2, with their prior probability. */
interface Hypothesis {
  readonly start: number;
  readonly end: number;
  readonly bias: number;
  readonly probability: number;
}

/** Speed of a hand that counts as resting, as a share of its mean speed. */
const RESTING = 0.1;
/** Speed of a moving hand, as a share of the mean speed, and what is added for a movement that has just begun, m/s. */
const MOVING = 1.2;
const BEGINNING_SPEED = 0.5;
/** Probability of rest: a recording often stops while the hand returns, or is still in progress. */
const STARTS_AT_REST = 0.9;
const ENDS_AT_REST = 0.7;

/** What is known of the bias: possible standard deviations, m/s^2, with their probabilities. */
export type BiasPrior = readonly (readonly [sd: number, probability: number])[];

/** For a phone that reports its acceleration with and without gravity, so that it knows gravity well. */
export const SMALL_BIAS: BiasPrior = [
  [0.15, 0.97],
  [1, 0.03],
];
/** For any other: part of gravity may be left in. Three of ten recorded people had such a phone. */
export const ANY_BIAS: BiasPrior = [
  [0.1, 0.5],
  [0.4, 0.3],
  [8, 0.2],
];

/** Distance between the ends of a path, as a share of its size, and what is added for a short one, m. */
const SPAN = 1.3;
const BEGINNING_SPAN = 0.2;

/**
 * The expected drift: a hand usually starts and ends at rest (zero-velocity update; Foxlin, 2005), its path stays within
 * reach, and the swing of the arm tells its mean velocity. Gaussian hypotheses about the two ends and the bias are
 * weighted by how well they explain both axes, so that a hand that still moves at the end is not forced to stop.
 * @param ends one for each axis
 * @param biases what is known of the error of the accelerations
 */
export function estimateDrift(ends: readonly EndState[], scale: MovementScale, biases: BiasPrior): Drift[] {
  const explained = hypothesesFor(scale.squaredSpeed, biases).map((hypothesis) => explain(ends, hypothesis, scale));
  const best = Math.max(...explained.map(({ logLikelihood }) => logLikelihood));
  const weights = explained.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (axis: number, pick: (drift: Drift) => number): number =>
    explained.reduce((sum, { drifts }, k) => {
      const drift = drifts[axis];
      return drift === undefined ? sum : sum + ((weights[k] ?? 0) / total) * pick(drift);
    }, 0);
  return ends.map((_, axis) => ({
    startVelocity: mean(axis, ({ startVelocity }) => startVelocity),
    bias: mean(axis, ({ bias }) => bias),
  }));
}

function hypothesesFor(squaredSpeed: number, biases: BiasPrior): Hypothesis[] {
  const ways = (atRest: number): (readonly [variance: number, probability: number])[] => [
    [RESTING ** 2 * squaredSpeed, atRest],
    [MOVING ** 2 * squaredSpeed + BEGINNING_SPEED ** 2, 1 - atRest],
  ];
  return biases.flatMap(([sd, likely]) =>
    ways(STARTS_AT_REST).flatMap(([start, p]) =>
      ways(ENDS_AT_REST).map(([end, q]) => ({ start, end, bias: sd * sd, probability: likely * p * q })),
    ),
  );
}

interface Explanation {
  readonly logLikelihood: number;
  /** Expected drift of each axis. */
  readonly drifts: readonly Drift[];
}

/** A measured sum of the start velocity and the bias, each times its coefficient. */
interface Observation {
  readonly start: number;
  readonly bias: number;
  readonly value: number;
  readonly variance: number;
}

/** What each part of a hypothesis expects of an axis. */
function observationsOf(state: EndState, hypothesis: Hypothesis, scale: MovementScale): Observation[] {
  const { seconds, squaredSize } = scale;
  const span = SPAN ** 2 * squaredSize + BEGINNING_SPAN ** 2;
  const { missed } = state;
  return [
    { start: 1, bias: 0, value: 0, variance: hypothesis.start },
    { start: 0, bias: 1, value: 0, variance: hypothesis.bias },
    { start: 1, bias: -seconds, value: -state.velocity, variance: hypothesis.end },
    { start: seconds, bias: -(seconds ** 2) / 2, value: -state.position, variance: span },
    ...(missed ? [{ start: 1, bias: -seconds / 2, value: missed.mean, variance: missed.variance }] : []),
  ];
}

function explain(ends: readonly EndState[], hypothesis: Hypothesis, scale: MovementScale): Explanation {
  const solved = ends.map((state) => solve(observationsOf(state, hypothesis, scale)));
  const logLikelihood = solved.reduce((sum, one) => sum + one.logLikelihood, Math.log(hypothesis.probability));
  return { logLikelihood, drifts: solved.map(({ drift }) => drift) };
}

/** Weighted least squares, and the logarithm of the marginal likelihood but for a constant. */
function solve(observations: readonly Observation[]): { drift: Drift; logLikelihood: number } {
  let [a, b, c, p, q, squares, logVariances] = [0, 0, 0, 0, 0, 0, 0];
  for (const { start, bias, value, variance } of observations) {
    a += start ** 2 / variance;
    b += (start * bias) / variance;
    c += bias ** 2 / variance;
    p += (start * value) / variance;
    q += (bias * value) / variance;
    squares += value ** 2 / variance;
    logVariances += Math.log(variance);
  }
  const determinant = a * c - b ** 2;
  const drift = { startVelocity: (c * p - b * q) / determinant, bias: (a * q - b * p) / determinant };
  const misfit = squares - drift.startVelocity * p - drift.bias * q;
  return { drift, logLikelihood: -(logVariances + Math.log(determinant) + misfit) / 2 };
}
