import type { Signal } from '@wandcast/gesture';
import type { LabeledPrediction } from './calibration.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { accuracyBy, accuracyOf, calibrationErrorOf, worstUserOf } from './metrics.js';

/** A prediction with its true spell, label and person. */
export type EvaluatedCast = LabeledPrediction & { readonly user: string; readonly label: string };

/** Metrics of a model on held-out casts. Shares are 0..1. */
export interface Evaluation {
  readonly accuracy: number;
  /** The person with the lowest accuracy; null without casts. */
  readonly worstUser: { readonly user: string; readonly accuracy: number } | null;
  /** Expected calibration error, 0..1. */
  readonly ece: number;
  /** Accuracy by label. */
  readonly perSpell: Readonly<Record<string, number>>;
}

/** Predictions of `model` for the casts whose label is one of `spells`; other casts are skipped. */
export function evaluateModel(
  model: { predict(signals: readonly Signal[]): readonly (readonly number[])[] },
  casts: readonly LabeledCast[],
  spells: readonly string[],
): EvaluatedCast[] {
  const known = casts.filter(({ label }) => spells.includes(label));
  const rows = model.predict(known.map(({ signal }) => signal));
  return known.map(({ user, label }, i) => ({
    probabilities: rows[i] ?? [],
    spell: spells.indexOf(label),
    user,
    label,
  }));
}

/** Summarizes evaluated casts. Accuracy is NaN without casts. */
export function evaluationOf(predictions: readonly EvaluatedCast[]): Evaluation {
  return {
    accuracy: accuracyOf(predictions),
    worstUser: worstUserOf(predictions),
    ece: calibrationErrorOf(predictions),
    perSpell: Object.fromEntries(accuracyBy(predictions, ({ label }) => label)),
  };
}
