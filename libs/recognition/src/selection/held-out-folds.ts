import { seeded, shuffled } from '@wandcast/gesture';
import { argmax } from '../evaluation/calibration.js';
import { FOLDS, MIN_PEOPLE, foldsByUser, stratifiedFolds, usersOf, type Fold } from '../evaluation/cross-validation.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { closedSetPrediction, type FitOptions, type Recognizer } from '../recognizer/recognizer.js';
import type { HeldOutCast } from './candidate.js';
import type { TrackedWork } from '../progress/progress-tracker.js';
import { servingOptions, type SelectionContext } from './selection-context.js';

/** Training steps between two points of the curve, and casts evaluated per point. */
const CURVE_EVERY = 10;
const CURVE_CASTS = 120;

/**
 * Fits on the training side of a fold and predicts the test side.
 * @param drawsCurve whether this fold draws the learning curve
 */
export async function predictHeldOut(
  recognizer: Recognizer,
  fold: Fold,
  selection: SelectionContext,
  work: TrackedWork,
  drawsCurve: boolean,
): Promise<HeldOutCast[]> {
  const { data, spells, progress } = selection;
  progress.enterStage('evaluating');
  const rest = { casts: fold.train, weaklyLabeled: data.weaklyLabeled };
  const options = {
    ...servingOptions(selection, work),
    purpose: 'measure',
    ...(drawsCurve && curve(fold, selection)),
  } as const;
  const fitted = await recognizer.fit(rest, spells, options);
  try {
    work.end();
    const predictions = fitted.predictRaw(fold.test.map(({ signal }) => signal));
    const place = new Map(data.casts.map((cast, i) => [cast, i]));
    return fold.test.map((cast, i) => ({
      cast: place.get(cast) ?? -1,
      prediction: predictions[i] ?? closedSetPrediction([]),
    }));
  } finally {
    fitted.dispose();
  }
}

/** Evaluates the partly trained recognizer on some casts of either side of the fold and adds a point to the curve. */
function curve(fold: Fold, { seed, spells, progress }: SelectionContext): Pick<FitOptions, 'probe'> {
  const some = (casts: readonly LabeledCast[]): LabeledCast[] => shuffled(casts, seeded(seed)).slice(0, CURVE_CASTS);
  const [learnt, heldOut] = [some(fold.train), some(fold.test)];
  return {
    probe: {
      every: CURVE_EVERY,
      inspect(partlyTrained) {
        const right = (casts: readonly LabeledCast[]): number => {
          const predictions = partlyTrained.predictRaw(casts.map(({ signal }) => signal));
          const hits = casts.filter(({ label }, i) => spells[argmax(predictions[i]?.probabilities ?? [])] === label);
          return hits.length / casts.length;
        };
        progress.addPoint(right(learnt), right(heldOut));
      },
    },
  };
}

/** Folds of people; stratified folds of casts if there are too few people. */
export function foldsFor({ data: { casts }, seed }: SelectionContext): Fold[] {
  const random = seeded(seed);
  if (usersOf(casts).length >= MIN_PEOPLE) return foldsByUser(casts, FOLDS, random);
  return stratifiedFolds(casts, FOLDS, random).filter(({ train: rest, test }) => rest.length > 0 && test.length > 0);
}

/** Work of a recognizer that is measured on held-out people. */
export interface FoldWork {
  /** One per fold. */
  readonly folds: readonly TrackedWork[];
  /** The fit on everyone. */
  readonly final: TrackedWork;
}

/** Announces the fits of each fold and the final one. */
export function planFolds(recognizer: Recognizer, selection: SelectionContext, folds: readonly Fold[]): FoldWork {
  const { data, effort, progress } = selection;
  const { weaklyLabeled } = data;
  return {
    folds: folds.map(({ train: casts }) =>
      progress.plan(recognizer.work({ casts, weaklyLabeled }, { effort, purpose: 'measure' })),
    ),
    final: progress.plan(recognizer.work(data, { effort, purpose: 'serve' })),
  };
}
