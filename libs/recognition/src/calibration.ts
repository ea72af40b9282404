/** Probabilities of one cast, one a spell. */
export type Row = readonly number[];

/** A held-out cast: what a model that had not learnt from it said, and which spell it was. */
export interface Judged {
  readonly probabilities: Row;
  readonly spell: number;
}

/** Below this a probability is as good as none; its logarithm stays finite. */
const LEAST = 1e-9;

/** Temperatures tried, evenly on a logarithmic scale. */
const TEMPERATURES = Array.from({ length: 81 }, (_, i) => 0.2 * 25 ** (i / 80));

/** Share of rightly named held-out casts that fizzle; on people met later it is about 5 %. */
const FALSE_FIZZLES = 0.03;
/** Thresholds outside of this would reject nothing, or most of a noisy room. */
const LEAST_THRESHOLD = 0.35;
const MOST_THRESHOLD = 0.8;

/** Threshold of a model that was never measured. */
export const UNMEASURED_THRESHOLD = 0.5;

/** Probabilities with their log-odds divided by `temperature`: above 1 less sure, below 1 more sure, the order unchanged. */
export function tempered(probabilities: Row, temperature: number): number[] {
  const powers = probabilities.map((p) => Math.max(p, LEAST) ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * The temperature at which held-out casts are least surprising: the mean negative log-likelihood is smallest
 * (temperature scaling, Guo et al., 2017). 1 of nothing.
 */
export function fitTemperature(judged: readonly Judged[]): number {
  if (judged.length === 0) return 1;
  const surprise = (temperature: number): number =>
    judged.reduce(
      (sum, { probabilities, spell }) => sum - Math.log(tempered(probabilities, temperature)[spell] ?? LEAST),
      0,
    );
  return TEMPERATURES.map((temperature) => ({ temperature, surprise: surprise(temperature) })).reduce((best, next) =>
    next.surprise < best.surprise ? next : best,
  ).temperature;
}

/** Probability of the best spell under which 3 in 100 of the rightly named held-out casts fall, within sensible bounds. */
export function fizzleThreshold(judged: readonly Judged[]): number {
  const sureness = judged
    .filter(({ probabilities, spell }) => bestOf(probabilities) === spell)
    .map(({ probabilities }) => Math.max(...probabilities))
    .sort((a, b) => a - b);
  const threshold = sureness[Math.floor(FALSE_FIZZLES * sureness.length)] ?? UNMEASURED_THRESHOLD;
  return Math.min(MOST_THRESHOLD, Math.max(LEAST_THRESHOLD, threshold));
}

/** Index of the largest; -1 of nothing. */
export function bestOf(probabilities: Row): number {
  return probabilities.indexOf(Math.max(...probabilities));
}
