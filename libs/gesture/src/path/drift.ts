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
}

/** Sizes of the movement, which tell how fast a hand may be that has not stopped. */
export interface MovementScale {
  readonly seconds: number;
  /** Mean square of the velocity without its trend, (m/s)^2. */
  readonly squaredSpeed: number;
  /** Mean square of the position without drift, m^2. */
  readonly squaredSize: number;
}

/** One explanation of the end state: standard deviations as variances, and its probability before looking. */
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
 * The most likely drift: a hand usually starts and ends at rest (zero-velocity update; Foxlin, 2005), and the path does
 * not run away. Gaussian hypotheses about the two ends and the bias are weighted by how well they explain both axes,
 * so that a hand that still moves at the end is not forced to stop.
 * @param ends one for each axis
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

/**
 * Linear Gaussian estimate. With a start velocity s and a bias b, the end state is (b T - s, b T^2 / 2 - s T) plus the
 * true velocity and displacement at the end, all independent with mean 0.
 */
function explain(
  ends: readonly EndState[],
  { start, end, bias, probability }: Hypothesis,
  scale: MovementScale,
): Explanation {
  const { seconds: T, squaredSize } = scale;
  const velocity = start + bias * T ** 2 + end;
  const both = start * T + (bias * T ** 3) / 2;
  const position = start * T ** 2 + (bias * T ** 4) / 4 + SPAN ** 2 * squaredSize + BEGINNING_SPAN ** 2;
  const determinant = velocity * position - both ** 2;
  let logLikelihood = Math.log(probability) - (ends.length / 2) * Math.log(determinant);
  const drifts = ends.map((state) => {
    const x = (position * state.velocity - both * state.position) / determinant;
    const y = (velocity * state.position - both * state.velocity) / determinant;
    logLikelihood -= (state.velocity * x + state.position * y) / 2;
    return { startVelocity: -start * (x + T * y), bias: bias * (T * x + (T ** 2 / 2) * y) };
  });
  return { logLikelihood, drifts };
}
