import { bestOf, logOdds, softmax } from '../evaluation/calibration.js';
import { HEAD_TEMPERATURE, type LinearHead } from './linear-head.js';
import { fitLogistic } from '../regression/logistic-regression.js';

/** Movements that are no spell beside those that are, for 1: what a gate is fitted to. */
const STRANGERS_EXPECTED = 0.3;

/**
 * Turns what two heads say of a cast into the logarithm of the odds that it is the spell it was named: a weighted sum of
 * those odds by the head that names, and of the score of that spell by the one that also knows strangers.
 */
export interface Gate {
  readonly odds: number;
  readonly doubt: number;
  readonly offset: number;
}

/** Scores of one held-out movement: of the head that names, and of the one that doubts, which has one more for none. */
export interface Seen {
  readonly scores: readonly number[];
  readonly doubts: readonly number[];
}

/**
 * The weights are those of a logistic that tells casts that were named right from those named wrong and from strangers;
 * then slope and offset are fitted to the casts alone, since strangers are as rare as the room wants them.
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

/** What scores of the second head add to the log odds of their spells. */
export function addedBy(scores: ArrayLike<number>, { doubt, offset }: Omit<Gate, 'odds'>): number[] {
  return Array.from(scores, (score) => doubt * score + offset);
}

/**
 * Both heads as one layer: the scores of the first, then what each score of the second adds; its score of none has done
 * its work. Kernels are features x outputs.
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
