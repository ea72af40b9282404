import { sigmoid } from '../regression/logistic-regression.js';

/** Probabilities of one cast, one per spell. */
type ProbabilityRow = readonly number[];

/** A prediction for a held-out cast with its true spell (an index). */
export interface LabeledPrediction {
  readonly probabilities: ProbabilityRow;
  readonly spell: number;
}

/** Floor for probabilities, so that logarithms stay finite. */
export const MIN_PROBABILITY = 1e-9;

/** Candidate temperatures, evenly spaced on a logarithmic scale from 0.2 to 5. */
const TEMPERATURES = Array.from({ length: 81 }, (_, i) => 0.2 * 25 ** (i / 80));

/** Target share of correctly recognized held-out casts to reject; about 5 % on new people in practice. */
const FALSE_REJECTION_RATE = 0.03;
/** Bounds of the threshold: outside them it rejects nothing, or most of a noisy room. */
const MIN_THRESHOLD = 0.35;
const MAX_THRESHOLD = 0.9;

/** Threshold of a model without held-out predictions. */
export const DEFAULT_THRESHOLD = 0.5;
/** Bounds of the threshold of a model of glyphs alone that was trained with negatives. */
const MIN_OPEN_SET_THRESHOLD = 0.75;
const MAX_OPEN_SET_THRESHOLD = 0.85;
/**
 * Share of the simulated negatives that may reach that threshold. They are harder than what people do: of the
 * non-gestures of bench:people, less than half as many do.
 */
const FALSE_ACCEPTANCE_RATE = 0.11;
/** Threshold for spotted movements of a model whose card has none. */
export const DEFAULT_SPOTTING_THRESHOLD = 0.95;

/**
 * Divides the log-probabilities by `temperature` and renormalizes: above 1 is less confident, below 1 more; the order
 * stays.
 */
export function applyTemperature(probabilities: ProbabilityRow, temperature: number): number[] {
  const powers = new Array<number>(probabilities.length);
  for (let i = 0; i < powers.length; i++)
    powers[i] = Math.max(probabilities[i] ?? 0, MIN_PROBABILITY) ** (1 / temperature);
  return normalized(powers);
}

/** Softmax of score / temperature; sums to 1. */
export function softmax(scores: ProbabilityRow, temperature: number): number[] {
  const most = Math.max(...scores);
  const powers = new Array<number>(scores.length);
  for (let i = 0; i < powers.length; i++) powers[i] = Math.exp(((scores[i] ?? 0) - most) / temperature);
  return normalized(powers);
}

/** Divides in place by the sum. Loops, because they run for every cast in progress, several times a second. */
function normalized(powers: number[]): number[] {
  let sum = 0;
  for (const power of powers) sum += power;
  for (let i = 0; i < powers.length; i++) powers[i] = (powers[i] ?? 0) / sum;
  return powers;
}

/**
 * Applies the temperature, then multiplies the odds of the best spell by its evidence. The rows may sum to less than 1:
 * the rest is the probability that the cast is none of the spells.
 * @param evidence log odds ratio per spell; missing entries count as 0
 */
export function calibrate(probabilities: ProbabilityRow, evidence: ProbabilityRow, temperature: number): number[] {
  const tempered = applyTemperature(probabilities, temperature);
  const best = argmax(tempered);
  const before = tempered[best] ?? 1;
  const after = sigmoid(logOdds(before) + (evidence[best] ?? 0));
  const rest = Math.min(after / before, (1 - after) / Math.max(1 - before, MIN_PROBABILITY));
  for (let spell = 0; spell < tempered.length; spell++)
    tempered[spell] = spell === best ? after : (tempered[spell] ?? 0) * rest;
  return tempered;
}

/** Log odds of a probability; finite for 0 and 1. */
export function logOdds(probability: number): number {
  const safe = Math.min(1 - MIN_PROBABILITY, Math.max(MIN_PROBABILITY, probability));
  return Math.log(safe / (1 - safe));
}

/**
 * The temperature that minimizes the Brier score (Brier, 1950) of the confidence of held-out casts: its mean squared
 * distance from 1 if the cast was recognized correctly, from 0 otherwise. Temperature scaling after Guo et al. (2017),
 * who minimize the log loss; the log loss would ignore the evidence. Returns 1 without predictions.
 */
export function fitTemperature(
  predictions: readonly (LabeledPrediction & { readonly evidence?: ProbabilityRow })[],
): number {
  if (predictions.length === 0) return 1;
  const brierScore = (temperature: number): number =>
    predictions.reduce((sum, { probabilities, evidence = [], spell }) => {
      const right = argmax(probabilities) === spell ? 1 : 0;
      return sum + (Math.max(...calibrate(probabilities, evidence, temperature)) - right) ** 2;
    }, 0);
  return TEMPERATURES.map((temperature) => ({ temperature, error: brierScore(temperature) })).reduce((best, next) =>
    next.error < best.error ? next : best,
  ).temperature;
}

/**
 * Smallest mean negative log-likelihood of the true spells over all candidate temperatures, nats; Infinity without
 * predictions.
 */
export function minLogLoss(predictions: readonly LabeledPrediction[]): number {
  const logLoss = (temperature: number): number =>
    predictions.reduce(
      (sum, { probabilities, spell }) =>
        sum - Math.log(Math.max(applyTemperature(probabilities, temperature)[spell] ?? 0, MIN_PROBABILITY)),
      0,
    ) / predictions.length;
  return predictions.length === 0 ? Infinity : Math.min(...TEMPERATURES.map(logLoss));
}

/** Confidence below which 3 % of the correctly recognized held-out casts fall, clamped to sensible bounds. */
export function rejectionThreshold(predictions: readonly LabeledPrediction[]): number {
  const confidences = predictions
    .filter(({ probabilities, spell }) => argmax(probabilities) === spell)
    .map(({ probabilities }) => Math.max(...probabilities))
    .sort((a, b) => a - b);
  const threshold = confidences[Math.floor(FALSE_REJECTION_RATE * confidences.length)] ?? DEFAULT_THRESHOLD;
  return Math.min(MAX_THRESHOLD, Math.max(MIN_THRESHOLD, threshold));
}

/** Confidence that 11 % of the held-out negatives reach, clamped to sensible bounds. */
export function openSetThreshold(confidences: readonly number[]): number {
  const sorted = [...confidences].sort((a, b) => b - a);
  const threshold = sorted[Math.floor(FALSE_ACCEPTANCE_RATE * sorted.length)] ?? MIN_OPEN_SET_THRESHOLD;
  return Math.min(MAX_OPEN_SET_THRESHOLD, Math.max(MIN_OPEN_SET_THRESHOLD, threshold));
}

/** Index of the largest value; -1 if empty. */
export function argmax(probabilities: ProbabilityRow): number {
  return probabilities.indexOf(Math.max(...probabilities));
}
