import { argmax, logOdds, softmax } from '../evaluation/calibration.js';
import { HEAD_TEMPERATURE } from './head-temperature.js';
import type { LinearHead } from './linear-head.js';
import { lastInputHelps } from '../regression/last-input-helps.js';
import { fitLogistic } from '../regression/logistic-regression.js';

/** Weight of all negatives relative to all casts when the gate is fitted. */
const NEGATIVE_WEIGHT = 0.3;
/** Share of that weight that casts of held-out spells have, if there are any. With half, more reversed casts pass. */
const HELD_OUT_SHARE = 0.25;
/** Most folds of people that judge what the gate reads. */
const FOLDS = 10;

/**
 * Combines the scores of two heads into the log odds that a cast is the spell it was classified as: a weighted sum of
 * the classifier's log odds, the detector's score of that spell and its score of "unknown", plus an offset.
 */
export interface Gate {
  readonly odds: number;
  readonly detection: number;
  /** 0 or missing if the gate does not read it. */
  readonly unknown?: number;
  readonly offset: number;
}

/**
 * Held-out scores of one movement: `scores` of the classifier, `detections` of the detector, which has one more class
 * for "unknown".
 */
export interface HeadScores {
  readonly scores: readonly number[];
  readonly detections: readonly number[];
  /** Movements of one group, such as a person, are held out together; each alone if missing. */
  readonly group?: string;
}

/** Held-out scores of a cast whose spell is known. */
export interface JudgedCast extends HeadScores {
  readonly spell: number;
  /** 1 if missing. */
  readonly weight?: number;
}

/**
 * Fits the gate by logistic regression that separates correct casts from wrong ones and negatives, then refits slope
 * and offset on the casts alone, because the rate of unknown movements depends on the room.
 *
 * It reads the score of "unknown" only if that helps with held-out people and, if there are any, held-out spells. To a
 * detector that knows few people, someone who moves unlike them is as unknown as a movement that is no spell; and what
 * looks like the negatives that it knows is not all that is unknown.
 * @param heldOutSpells casts by heads that were not trained on their spell
 */
export function fitGate(
  casts: readonly JudgedCast[],
  negatives: readonly HeadScores[],
  heldOutSpells: readonly HeadScores[] = [],
): Gate {
  const isRight = casts.map(({ scores, spell }) => argmax(scores) === spell);
  const others = [...negatives, ...heldOutSpells];
  const all = [...casts, ...others].map(({ scores, detections }) => {
    const best = argmax(scores);
    return [logOdds(softmax(scores, HEAD_TEMPERATURE)[best] ?? 0), detections[best] ?? 0, detections.at(-1) ?? 0];
  });
  const castWeights = casts.map(({ weight = 1 }) => weight);
  const otherWeight = NEGATIVE_WEIGHT * castWeights.reduce((sum, one) => sum + one, 0);
  const share = heldOutSpells.length > 0 ? HELD_OUT_SHARE : 0;
  const isFirst = [...isRight, ...others.map(() => false)];
  const weights = [
    ...castWeights,
    ...negatives.map(() => ((1 - share) * otherWeight) / negatives.length),
    ...heldOutSpells.map(() => (share * otherWeight) / heldOutSpells.length),
  ];
  const isJudge = [...casts.map(() => true), ...negatives.map(() => share === 0), ...heldOutSpells.map(() => true)];
  const readsUnknown = lastInputHelps({ rows: all, isFirst, weights, foldOf: foldsOf(casts, others), isJudge });
  const inputs = readsUnknown ? all : all.map((input) => input.slice(0, 2));
  const withNegatives = fitLogistic(inputs, isFirst, weights);
  const margins = inputs.slice(0, casts.length).map((input) => [withNegatives.margin(input)]);
  const castsOnly = fitLogistic(margins, isRight, castWeights);
  const [odds = 1, detection = 0, unknown = 0] = withNegatives.slopes;
  const [slope = 1] = castsOnly.slopes;
  return {
    odds: slope * odds,
    detection: slope * detection,
    unknown: slope * unknown,
    offset: slope * withNegatives.offset + castsOnly.offset,
  };
}

/** Fold of each cast, then of each negative: every fold has casts, and negatives of the same people and of others. */
function foldsOf(casts: readonly HeadScores[], negatives: readonly HeadScores[]): number[] {
  const groups = [...casts, ...negatives].map(({ group }, i) => group ?? `alone ${i}`);
  const folds = Math.min(FOLDS, new Set(groups.slice(0, casts.length)).size);
  const places = new Map([...new Set(groups)].map((group, i) => [group, i]));
  return groups.map((group) => (places.get(group) ?? 0) % folds);
}

type Weights = ReturnType<LinearHead['weights']>;

/** Log odds that the detector adds to each spell. @param detections one per spell, then one for "unknown" */
export function evidenceOf(
  detections: ArrayLike<number>,
  { detection, unknown = 0, offset }: Omit<Gate, 'odds'>,
): number[] {
  const spells = detections.length - 1;
  const common = unknown * (detections[spells] ?? 0) + offset;
  return Array.from({ length: spells }, (_, spell) => detection * (detections[spell] ?? 0) + common);
}

/**
 * Merges both heads into one layer: the classifier scores, then the evidence for each spell. Kernels are features x
 * outputs.
 */
export function mergeHeads(classifier: Weights, detector: Weights, gate: Gate): Weights {
  const spells = classifier.bias.length;
  const features = classifier.kernel.length / spells;
  const [kernel, bias] = [new Float32Array(features * 2 * spells), new Float32Array(2 * spells)];
  for (let f = 0; f < features; f++) {
    kernel.set(classifier.kernel.subarray(f * spells, (f + 1) * spells), f * 2 * spells);
    const first = f * (spells + 1);
    kernel.set(
      evidenceOf(detector.kernel.subarray(first, first + spells + 1), { ...gate, offset: 0 }),
      (f * 2 + 1) * spells,
    );
  }
  bias.set(classifier.bias);
  bias.set(evidenceOf(detector.bias, gate), spells);
  return { kernel, bias };
}
