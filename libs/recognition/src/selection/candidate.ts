import type { RecognizerKind } from '../artifact/artifact.js';
import type { LabeledPrediction } from '../evaluation/calibration.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { FittedRecognizer, RawPrediction } from '../recognizer/recognizer.js';

/** A fitted recognizer with its predictions for casts that it, or an equal one, was not trained on. */
export interface Candidate {
  readonly kind: RecognizerKind;
  readonly fitted: FittedRecognizer;
  readonly heldOut: readonly HeldOutCast[];
  /** Predictions for negatives. */
  readonly negatives: readonly RawPrediction[];
}

/** The prediction of one cast of the test set, which nothing was chosen or learned from. */
export interface TestedCast {
  /** Index of the cast in the test set. */
  readonly cast: number;
  readonly prediction: RawPrediction;
}

/** The prediction of one held-out cast. */
export interface HeldOutCast {
  /** Index of the cast in the training data. */
  readonly cast: number;
  readonly prediction: RawPrediction;
}

/** Held-out predictions of a fit that yields them without refitting. */
export function heldOutOf({ heldOut }: FittedRecognizer): HeldOutCast[] {
  return heldOut?.casts.flatMap((prediction, cast) => (prediction === undefined ? [] : [{ cast, prediction }])) ?? [];
}

/** Held-out predictions in the form that metrics take. */
export function labeledPredictionsOf(
  heldOut: readonly HeldOutCast[],
  casts: readonly LabeledCast[],
  spells: readonly string[],
): (LabeledPrediction & { readonly cast: number; readonly user: string; readonly evidence: readonly number[] })[] {
  return heldOut.flatMap(({ cast, prediction: { probabilities, evidence } }) => {
    const source = casts[cast];
    if (source === undefined) return [];
    return [{ probabilities, evidence, cast, spell: spells.indexOf(source.label), user: source.user }];
  });
}
