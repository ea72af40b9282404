import { seeded } from '@wandcast/gesture';
import { DtwClassifier } from '../models/dtw-nearest-neighbor.js';
import { FOLDS, MIN_PEOPLE, foldsByUser, usersOf, type Fold } from '../evaluation/cross-validation.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { train } from './train.js';
import { loadModel } from '../models/load-model.js';
import { evaluateModel } from '../evaluation/evaluation.js';
import { countCorrect } from '../evaluation/metrics.js';

/** Accuracy of each baseline on people it was not trained on, 0..1; null with too few people. */
export interface Baselines {
  /** 1-nearest-neighbor by dynamic time warping. */
  readonly nearest: number | null;
  /** The network of the 2018 talk. */
  readonly cnn2018: number | null;
}

interface BaselineOptions {
  /** Casts with other labels are skipped. Simulated casts are never used. */
  readonly spells: readonly string[];
  readonly seed: number;
  readonly effort?: number;
}

/** Measures both baselines on held-out people. Needs a started engine. */
export async function measureBaselines(casts: readonly LabeledCast[], options: BaselineOptions): Promise<Baselines> {
  const known = casts.filter(({ label }) => options.spells.includes(label));
  if (usersOf(known).length < MIN_PEOPLE) return { nearest: null, cnn2018: null };
  let [nearest, cnn2018] = [0, 0];
  for (const fold of foldsByUser(known, FOLDS, seeded(options.seed))) {
    const classifier = new DtwClassifier(fold.train);
    nearest += fold.test.filter(({ signal, label }) => classifier.label(signal) === label).length;
    cnn2018 += await countCorrectOf2018(fold, options);
  }
  return { nearest: nearest / known.length, cnn2018: cnn2018 / known.length };
}

/**
 * Number of casts of a fold that the 2018 network recognizes correctly; casts of spells without training casts count as
 * wrong.
 */
async function countCorrectOf2018(
  { train: rest, test }: Fold,
  { spells, seed, effort = 1 }: BaselineOptions,
): Promise<number> {
  const trainable = spells.filter((spell) => rest.some(({ label }) => label === spell));
  if (trainable.length < 2) return 0;
  const options = { kind: 'cnn2018', spells: trainable, seed, effort, measure: false } as const;
  const model = await loadModel((await train({ casts: rest }, options)).artifact);
  try {
    return countCorrect(evaluateModel(model, test, trainable));
  } finally {
    model.dispose();
  }
}
