import { sigmoid } from '../regression/logistic-regression.js';

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
const MOST_THRESHOLD = 0.9;

/** Threshold of a model that was never measured. */
export const UNMEASURED_THRESHOLD = 0.5;

/** Probabilities with their log-odds divided by `temperature`: above 1 less sure, below 1 more sure, the order unchanged. */
export function tempered(probabilities: Row, temperature: number): number[] {
  const powers = probabilities.map((p) => Math.max(p, LEAST) ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Scores as probabilities: exponentials of score / temperature, summing to 1. */
export function softmax(scores: Row, temperature: number): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * Probabilities at a temperature, the odds of the best one multiplied by the evidence for it. What is lacking to 1 is the
 * probability that the cast is none of the spells.
 * @param evidence of each spell, as a logarithm; 0 where absent
 */
export function calibrated(probabilities: Row, evidence: Row, temperature: number): number[] {
  const calm = tempered(probabilities, temperature);
  const best = bestOf(calm);
  const before = calm[best] ?? 1;
  const after = sigmoid(logOdds(before) + (evidence[best] ?? 0));
  const rest = Math.min(after / before, (1 - after) / Math.max(1 - before, LEAST));
  return calm.map((probability, spell) => (spell === best ? after : probability * rest));
}

/** The logarithm of a probability's odds; finite for 0 and 1 too. */
export function logOdds(probability: number): number {
  const safe = Math.min(1 - LEAST, Math.max(LEAST, probability));
  return Math.log(safe / (1 - safe));
}

/**
 * The temperature at which the sureness of held-out casts is most honest: its mean squared distance to 1 of those that
 * are right and to 0 of the others is least (temperature scaling, Guo et al., 2017, by the score of Brier, 1950: the
 * likelihood would not heed the evidence). 1 of nothing.
 */
export function fitTemperature(judged: readonly (Judged & { readonly evidence?: Row })[]): number {
  if (judged.length === 0) return 1;
  const dishonesty = (temperature: number): number =>
    judged.reduce((sum, { probabilities, evidence = [], spell }) => {
      const right = bestOf(probabilities) === spell ? 1 : 0;
      return sum + (Math.max(...calibrated(probabilities, evidence, temperature)) - right) ** 2;
    }, 0);
  return TEMPERATURES.map((temperature) => ({ temperature, error: dishonesty(temperature) })).reduce((best, next) =>
    next.error < best.error ? next : best,
  ).temperature;
}

/** The least mean negative log-likelihood of the right spells at any temperature; Infinity of nothing. */
export function leastSurprise(judged: readonly Judged[]): number {
  const surprise = (temperature: number): number =>
    judged.reduce(
      (sum, { probabilities, spell }) =>
        sum - Math.log(Math.max(tempered(probabilities, temperature)[spell] ?? 0, LEAST)),
      0,
    ) / judged.length;
  return judged.length === 0 ? Infinity : Math.min(...TEMPERATURES.map(surprise));
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
