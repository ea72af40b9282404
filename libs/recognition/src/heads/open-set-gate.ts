import { bestOf, logOdds, softmax } from '../evaluation/calibration.js';
import { HEAD_TEMPERATURE, type LinearHead } from './linear-head.js';
import { fitLogistic } from '../regression/logistic-regression.js';

/** Weight of all negatives relative to all casts when the gate is fitted. */
const STRANGERS_EXPECTED = 0.3;

/**
 * Combines the scores of two heads into the log odds that a cast is the spell it was classified as: a weighted sum of
 * the classifier's log odds and the detector's score of that spell, plus an offset.
 */
export interface Gate {
  readonly odds: number;
  readonly doubt: number;
  readonly offset: number;
}

/**
 * Held-out scores of one movement: `scores` of the classifier, `detections` of the detector, which has one more class
 * for "unknown".
 */
export interface Seen {
  readonly scores: readonly number[];
  readonly doubts: readonly number[];
}

/**
 * Fits the gate by logistic regression that separates correct casts from wrong ones and negatives, then refits slope
 * and offset on the casts alone, because the rate of unknown movements depends on the room.
 */
export function fitGate(casts: readonly (Seen & { readonly spell: number })[], strangers: readonly Seen[]): Gate {
  const isRight = casts.map(({ scores, spell }) => bestOf(scores) === spell);
  const inputs = [...casts, ...strangers].map(({ scores, doubts }) => {
    const named = bestOf(scores);
    return [logOdds(softmax(scores, HEAD_TEMPERATURE)[named] ?? 0), doubts[named] ?? 0];
  });
  const weight = (STRANGERS_EXPECTED * casts.length) / strangers.length;
  const among = fitLogistic(
    inputs,
    [...isRight, ...strangers.map(() => false)],
    [...casts.map(() => 1), ...strangers.map(() => weight)],
  );
  const margins = inputs.slice(0, casts.length).map((input) => [among.margin(input)]);
  const alone = fitLogistic(margins, isRight, margins.map(() => 1)); // prettier-ignore
  const [odds = 1, doubt = 0] = among.slopes;
  const [slope = 1] = alone.slopes;
  return { odds: slope * odds, doubt: slope * doubt, offset: slope * among.offset + alone.offset };
}

type Weights = ReturnType<LinearHead['weights']>;

/** Log odds that the detector scores add to each spell. */
export function addedBy(scores: ArrayLike<number>, { doubt, offset }: Omit<Gate, 'odds'>): number[] {
  return Array.from(scores, (score) => doubt * score + offset);
}

/**
 * Merges both heads into one layer: the classifier scores, then the evidence from each detector score. The detector's
 * score for "unknown" is no longer needed. Kernels are features x outputs.
 */
export function withGate(namer: Weights, doubter: Weights, gate: Gate): Weights {
  const spells = namer.bias.length;
  const features = namer.kernel.length / spells;
  const [kernel, bias] = [new Float32Array(features * 2 * spells), new Float32Array(2 * spells)];
  for (let f = 0; f < features; f++) {
    kernel.set(namer.kernel.subarray(f * spells, (f + 1) * spells), f * 2 * spells);
    const first = f * (spells + 1);
    kernel.set(addedBy(doubter.kernel.subarray(first, first + spells), { ...gate, offset: 0 }), (f * 2 + 1) * spells);
  }
  bias.set(namer.bias);
  bias.set(addedBy(doubter.bias.subarray(0, spells), gate), spells);
  return { kernel, bias };
}
