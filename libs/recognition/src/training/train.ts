import type { Part } from '../artifact/artifact.js';
import { fitLive, liveStepCount } from '../live/live-recognizer.js';
import { quickRocket, rocket } from '../models/rocket.js';
import { ProgressTracker } from '../progress/progress-tracker.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { WeaklyLabeledCast } from '../recognizer/recognizer.js';
import { heldOutOf, type Candidate } from '../selection/candidate.js';
import { selectModel } from '../selection/model-selection.js';
import { servingOptions, type SelectionContext } from '../selection/selection-context.js';
import { packModel } from './pack-model.js';
import { pseudoLabel } from './self-training.js';
import { limitWeaklyLabeled, simulateTrainingCasts, simulatedCastsHelp } from './synthetic-casts.js';
import {
  TrainingError,
  type Trained,
  type TrainingHooks,
  type TrainingOptions,
  type TrainingSet,
  type UnlabeledCast,
} from './training-options.js';

/**
 * Rows of the first model, which someone waits for: 500 instead of 1,000 take half the time and cost half a point
 * (air-letters zero-shot: .910 in 2.6 s from 1,000, .906 in 1.2 s from 500).
 */
const ROWS_OF_FIRST = 500;

/**
 * Trains a model. Casts of held-out people choose the kind, the shares of a blend, temperature and threshold; the final
 * fit uses everyone. Needs a started engine ({@link startEngine}).
 * @throws TrainingError if the casts cannot train a model; the reason of `abort`
 */
export async function train(set: TrainingSet, options: TrainingOptions, hooks: TrainingHooks = {}): Promise<Trained> {
  const { kind, spells, seed, glyphs, live = true, measure = true, effort = 1 } = options;
  const progress = new ProgressTracker(hooks);
  const casts = checkCasts(set.casts, options);
  progress.enterStage(glyphs === undefined ? 'reading' : 'simulating');
  let selection: SelectionContext = {
    data: { casts, weaklyLabeled: simulatedFor(casts, options) },
    spells,
    seed,
    effort,
    measure,
    progress,
  };

  if (live) progress.plan(liveStepCount(selection.data, effort));
  const hasHead = kind !== 'cnn' && kind !== 'cnn2018';
  // Reserved before the first model, so that reported progress never goes back.
  if (hasHead) progress.plan(rocket.steps(selection.data, servingOptions(selection)));
  if (hooks.onFirst !== undefined && hasHead) {
    const quick = { ...selection, data: limitWeaklyLabeled(selection.data, ROWS_OF_FIRST) };
    const first = await fitFirstModel(quick);
    hooks.onFirst(packModel(first, await first.fitted.save(), quick, set, options));
    first.fitted.dispose();
  }
  selection = await withWeakLabels(selection, set.unlabeled ?? []);
  const best = await selectModel(kind, selection);
  try {
    const parts = await best.fitted.save();
    if (live) parts.push(...(await liveParts(selection)));
    progress.enterStage('saving');
    return packModel(best, parts, selection, set, options);
  } finally {
    best.fitted.dispose();
  }
}

/**
 * Trains only the networks for casts in progress. Their parts complete a model trained without them, so both halves can
 * train in parallel.
 * @throws TrainingError; the reason of `abort`
 */
export async function trainLive(
  set: TrainingSet,
  options: TrainingOptions,
  hooks: TrainingHooks = {},
): Promise<Part[]> {
  const { spells, seed, effort = 1 } = options;
  const progress = new ProgressTracker(hooks);
  const casts = checkCasts(set.casts, options);
  const data = { casts, weaklyLabeled: simulatedFor(casts, options) };
  progress.plan(liveStepCount(data, effort));
  return liveParts({ data, spells, seed, effort, measure: false, progress });
}

async function liveParts({ data, spells, seed, effort, progress }: SelectionContext): Promise<Part[]> {
  progress.enterStage('training');
  const net = await fitLive(data, spells, { seed, effort, onStep: progress.step });
  const parts = await net.save();
  net.dispose();
  return parts;
}

/** Drops simulated casts if they do not help; otherwise adds the pseudo-labeled casts of the room. */
async function withWeakLabels(
  selection: SelectionContext,
  unlabeled: readonly UnlabeledCast[],
): Promise<SelectionContext> {
  const { data, spells, seed, progress } = selection;
  if (data.weaklyLabeled.length === 0) return selection;
  if (!(await simulatedCastsHelp(selection))) return { ...selection, data: { ...data, weaklyLabeled: [] } };
  const named = await pseudoLabel(data, unlabeled, spells, { seed, onStep: progress.step });
  return { ...selection, data: { ...data, weaklyLabeled: [...data.weaklyLabeled, ...named] } };
}

/**
 * The casts of the given spells.
 * @throws TrainingError
 */
function checkCasts(casts: readonly LabeledCast[], { spells, glyphs }: TrainingOptions): LabeledCast[] {
  if (spells.length < 2) throw new TrainingError('at least two spells are needed');
  const known = casts.filter(({ label }) => spells.includes(label));
  const missing = spells.filter(
    (spell) => glyphs?.[spell] === undefined && !known.some(({ label }) => label === spell),
  );
  if (missing.length > 0) throw new TrainingError(`no casts of ${missing.join(', ')}`);
  return known;
}

function simulatedFor(casts: readonly LabeledCast[], { glyphs, spells, seed }: TrainingOptions): WeaklyLabeledCast[] {
  const known = Object.entries(glyphs ?? {}).filter(([spell]) => spells.includes(spell));
  return simulateTrainingCasts(Object.fromEntries(known), casts, seed);
}

/** Fits the quick variant, for a first usable model. */
async function fitFirstModel({ data, spells, seed, effort, progress }: SelectionContext): Promise<Candidate> {
  const options = {
    seed,
    effort,
    purpose: 'serve',
    onStep: progress.step,
    onLearningCurve: progress.setLearningCurve,
  } as const;
  progress.plan(quickRocket.steps(data, options));
  progress.enterStage('training');
  const fitted = await quickRocket.fit(data, spells, options);
  return { kind: 'rocket', fitted, heldOut: heldOutOf(fitted), negatives: fitted.heldOut?.negatives ?? [] };
}
