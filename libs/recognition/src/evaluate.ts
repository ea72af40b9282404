import type { Signal } from '@wandcast/gesture';
import type { Judged } from './calibration.js';
import type { Fold } from './folds.js';
import type { LabelledCast } from './labelled-cast.js';
import { accuracyBy, accuracyOf, calibrationErrorOf, worstUserOf } from './metrics.js';

/** Anything that was trained and can be asked, whatever it is. */
export interface Answerer {
  predict(signals: readonly Signal[]): readonly (readonly number[])[];
  dispose(): void;
}

export type JudgedCast = Judged & { readonly user: string; readonly label: string };

export interface Evaluation {
  readonly accuracy: number;
  readonly worstUser: { readonly user: string; readonly accuracy: number } | null;
  /** Expected calibration error. */
  readonly ece: number;
  /** Accuracy by spell. */
  readonly perSpell: Readonly<Record<string, number>>;
}

/**
 * Trains on each fold's people and asks about the others.
 * @param inspect sees each trained model before it is freed, with the fold it is of
 */
export async function evaluate<M extends Answerer>(
  folds: readonly Fold[],
  spells: readonly string[],
  trainOn: (casts: readonly LabelledCast[], fold: Fold) => Promise<M>,
  inspect: (model: M, fold: Fold) => void = () => undefined,
): Promise<Evaluation> {
  const judged: JudgedCast[] = [];
  for (const fold of folds) {
    const model = await trainOn(fold.train, fold);
    try {
      judged.push(...judgedBy(model, fold.test, spells));
      inspect(model, fold);
    } finally {
      model.dispose();
    }
  }
  return evaluationOf(judged);
}

/** What `model` says of casts whose spell it knows; others are left out. */
export function judgedBy(
  model: Pick<Answerer, 'predict'>,
  casts: readonly LabelledCast[],
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
