import { seeded } from '@wandcast/gesture';
import { DtwClassifier } from '../models/dtw-nearest-neighbor.js';
import { FOLDS, MIN_PEOPLE, foldsByUser, usersOf, type Fold } from '../evaluation/cross-validation.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { argmax } from '../evaluation/calibration.js';
import { coresetOf } from './coreset.js';
import { cnn2018 as recognizerOf2018 } from '../models/cnn-2018.js';
import { ProgressTracker } from '../progress/progress-tracker.js';
import type { ProgressHooks } from '../progress/trainer-progress.js';
import { equalSteps, type Pace } from '../progress/work.js';
import type { FitOptions } from '../recognizer/recognizer.js';
import type { TrainingSet } from './training-options.js';

/** Accuracy of each baseline on casts it was not trained on, 0..1; null with too little to test on. */
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
  /** Pace of earlier trainings on this machine. */
  readonly pace?: Pace;
}

/** Time of one comparison of two casts on the reference machine, s, including those that the bounds skip. */
const COMPARISON_SECONDS = 8e-6;

/** Casts between two progress steps. */
const CHUNK = 8;

/**
 * Measures both baselines on what a model would be tested on, the test set or held-out people, with the casts that it
 * would learn from. Needs a started engine.
 * @throws the reason of `abort`
 */
export async function measureBaselines(
  set: Pick<TrainingSet, 'casts' | 'test'>,
  options: BaselineOptions,
  hooks: ProgressHooks = {},
): Promise<Baselines> {
  const tests = foldsToTest(set, options);
  if (tests.length === 0) return { nearest: null, cnn2018: null };
  const progress = new ProgressTracker(hooks, options.pace);
  progress.enterStage('evaluating');
  const folds = tests.map((fold) => ({
    fold,
    warping: progress.plan(
      equalSteps('warping', Math.floor(fold.test.length / CHUNK), CHUNK * fold.train.length * COMPARISON_SECONDS),
    ),
    network: progress.plan(
      recognizerOf2018.work(
        { casts: fold.train, weaklyLabeled: [] },
        { effort: options.effort ?? 1, purpose: 'serve' },
      ),
    ),
  }));
  let [nearest, cnn2018] = [0, 0];
  for (const { fold, warping, network } of folds) {
    const classifier = new DtwClassifier(fold.train);
    for (const [i, { signal, label }] of fold.test.entries()) {
      if (classifier.label(signal) === label) nearest++;
      if (i % CHUNK === CHUNK - 1) await warping.step();
    }
    warping.end();
    cnn2018 += await countCorrectOf2018(fold, options, network.step);
    network.end();
  }
  const tested = tests.reduce((sum, { test }) => sum + test.length, 0);
  return { nearest: nearest / tested, cnn2018: cnn2018 / tested };
}

/** The test set as the only fold, or folds of people; none if there is too little to train or to test on. */
function foldsToTest({ casts, test }: Pick<TrainingSet, 'casts' | 'test'>, { spells, seed }: BaselineOptions): Fold[] {
  const ofSpells = (some: readonly LabeledCast[]): LabeledCast[] => some.filter(({ label }) => spells.includes(label));
  const known = coresetOf(ofSpells(casts));
  if (test === undefined) return usersOf(known).length < MIN_PEOPLE ? [] : foldsByUser(known, FOLDS, seeded(seed));
  const tested = ofSpells(test);
  return known.length === 0 || tested.length === 0 ? [] : [{ name: 'test', train: known, test: tested }];
}

/**
 * Number of casts of a fold that the 2018 network recognizes correctly; casts of spells without training casts count as
 * wrong.
 */
async function countCorrectOf2018(
  { train: rest, test }: Fold,
  { spells, seed, effort = 1 }: BaselineOptions,
  onStep: FitOptions['onStep'],
): Promise<number> {
  const trainable = spells.filter((spell) => rest.some(({ label }) => label === spell));
  if (trainable.length < 2) return 0;
  const casts = rest.filter(({ label }) => trainable.includes(label));
  const options = { seed, effort, purpose: 'serve', onStep } as const;
  const fitted = await recognizerOf2018.fit({ casts, weaklyLabeled: [] }, trainable, options);
  try {
    const known = test.filter(({ label }) => trainable.includes(label));
    const predictions = fitted.predictRaw(known.map(({ signal }) => signal));
    return known.filter(({ label }, i) => trainable[argmax(predictions[i]?.probabilities ?? [])] === label).length;
  } finally {
    fitted.dispose();
  }
}
