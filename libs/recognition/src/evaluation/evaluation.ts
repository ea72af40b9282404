import type { Signal } from '@wandcast/gesture';
import type { Judged } from './calibration.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { accuracyBy, accuracyOf, calibrationErrorOf, worstUserOf } from './metrics.js';

export type JudgedCast = Judged & { readonly user: string; readonly label: string };

export interface Evaluation {
  readonly accuracy: number;
  readonly worstUser: { readonly user: string; readonly accuracy: number } | null;
  /** Expected calibration error. */
  readonly ece: number;
  /** Accuracy by spell. */
  readonly perSpell: Readonly<Record<string, number>>;
}

/** What `model` says of casts whose spell it knows; others are left out. */
export function judgedBy(
  model: { predict(signals: readonly Signal[]): readonly (readonly number[])[] },
  casts: readonly LabeledCast[],
  spells: readonly string[],
): JudgedCast[] {
  const known = casts.filter(({ label }) => spells.includes(label));
  const rows = model.predict(known.map(({ signal }) => signal));
  return known.map(({ user, label }, i) => ({
    probabilities: rows[i] ?? [],
    spell: spells.indexOf(label),
    user,
    label,
  }));
}

export function evaluationOf(judged: readonly JudgedCast[]): Evaluation {
  return {
    accuracy: accuracyOf(judged),
    worstUser: worstUserOf(judged),
    ece: calibrationErrorOf(judged),
    perSpell: Object.fromEntries(accuracyBy(judged, ({ label }) => label)),
  };
}
