import { createHash } from 'node:crypto';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import { getBackend } from '@tensorflow/tfjs-core';
import { ARTIFACT_FORMAT, packParts, type ModelCard, type ModelMetrics, type Part } from '../artifact/artifact.js';
import {
  DEFAULT_THRESHOLD,
  argmax,
  calibrate,
  fitTemperature,
  rejectionThreshold,
  type LabeledPrediction,
} from '../evaluation/calibration.js';
import {
  selectModel,
  heldOutOf,
  labeledPredictionsOf,
  servingOptions,
  type Candidate,
  type ModelSelection,
} from './model-selection.js';
import { MIN_PEOPLE, usersOf } from '../evaluation/cross-validation.js';
import { pseudoLabel } from './self-training.js';
import { simulatedCastsHelp, limitWeaklyLabeled, simulateTrainingCasts } from './synthetic-casts.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { fitLive, liveStepCount } from '../live/live-recognizer.js';
import { accuracyOf, calibrationErrorOf, confusionOf, worstUserOf } from '../evaluation/metrics.js';
import type { WeaklyLabeledCast } from '../recognizer/recognizer.js';
import { quickRocket, rocket } from '../models/rocket.js';
import { ProgressTracker } from './training-progress.js';
import {
  TrainingError,
  type Trained,
  type TrainingHooks,
  type TrainingOptions,
  type TrainingReport,
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
  let selection: ModelSelection = {
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

async function liveParts({ data, spells, seed, effort, progress }: ModelSelection): Promise<Part[]> {
  progress.enterStage('training');
  const net = await fitLive(data, spells, { seed, effort, onStep: progress.step });
  const parts = await net.save();
  net.dispose();
  return parts;
}

/** Drops simulated casts if they do not help; otherwise adds the pseudo-labeled casts of the room. */
async function withWeakLabels(selection: ModelSelection, unlabeled: readonly UnlabeledCast[]): Promise<ModelSelection> {
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
  if (spells.length < 2) throw new TrainingError('two spells at least are needed to tell them apart');
  const known = casts.filter(({ label }) => spells.includes(label));
  const missing = spells.filter(
    (spell) => glyphs?.[spell] === undefined && !known.some(({ label }) => label === spell),
  );
  if (missing.length > 0) throw new TrainingError(`there is no cast of ${missing.join(', ')}`);
  return known;
}

function simulatedFor(casts: readonly LabeledCast[], { glyphs, spells, seed }: TrainingOptions): WeaklyLabeledCast[] {
  const known = Object.entries(glyphs ?? {}).filter(([spell]) => spells.includes(spell));
  return simulateTrainingCasts(Object.fromEntries(known), casts, seed);
}

async function fitFirstModel({ data, spells, seed, effort, progress }: ModelSelection): Promise<Candidate> {
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

/** Calibrates, measures and packs a candidate. */
function packModel(
  { kind, heldOut, negatives }: Candidate,
  parts: readonly Part[],
  { data, spells, seed, measure, progress }: ModelSelection,
  set: TrainingSet,
  options: TrainingOptions,
): Trained {
  const predictions = measure ? labeledPredictionsOf(heldOut, data.casts, spells) : [];
  const people = usersOf(data.casts).length;
  const arePeopleHeldOut = people >= MIN_PEOPLE; // confidence in known people says nothing about new ones
  const isCalibrated = kind === 'rocket' && negatives.length > 0; // its gate was fitted to the same casts
  const temperature = arePeopleHeldOut && !isCalibrated ? fitTemperature(predictions) : 1;
  const calibratedPredictions = predictions.map(({ evidence, ...one }) => ({
    ...one,
    probabilities: calibrate(one.probabilities, evidence, temperature),
  }));
  const metrics: ModelMetrics = {
    ...(arePeopleHeldOut && calibratedPredictions.length > 0
      ? metricsOf(calibratedPredictions, spells.length)
      : unmeasured),
    accuracyOnOwnPeople: !arePeopleHeldOut && predictions.length > 0 ? accuracyOf(predictions) : null,
  };
  const card: ModelCard = {
    format: ARTIFACT_FORMAT,
    kind,
    spells: [...spells],
    preprocessing: PREPROCESSING_VERSION,
    threshold:
      arePeopleHeldOut && calibratedPredictions.length > 0
        ? rejectionThreshold(calibratedPredictions)
        : DEFAULT_THRESHOLD,
    temperature,
    trainedOn: {
      casts: data.casts.length,
      people,
      simulatedCasts: data.weaklyLabeled.filter(({ origin }) => origin === 'simulated').length,
      unlabelledCasts: data.weaklyLabeled.filter(({ origin }) => origin === 'pseudo-labeled').length,
      fingerprint: fingerprintOf(data.casts),
      description: options.description ?? countsText(data.casts),
    },
    metrics,
    seed,
    engine: getBackend() === 'tensorflow' ? 'tensorflow' : 'wasm',
    seconds: progress.seconds,
  };
  const places = new Map<LabeledCast | undefined, number>(set.casts.map((cast, i) => [cast, i]));
  const report: TrainingReport = {
    predictions: calibratedPredictions.map(({ cast, spell, probabilities }) => ({
      cast: places.get(data.casts[cast]) ?? -1,
      meant: spell,
      recognized: argmax(probabilities),
      confidence: Math.max(...probabilities),
    })),
    negatives: negatives.map(({ probabilities, evidence }) =>
      Math.max(...calibrate(probabilities, evidence, temperature)),
    ),
    curve: [...progress.curve],
  };
  return { artifact: { card, ...packParts(parts) }, report };
}

const unmeasured = { accuracy: null, worstUser: null, ece: null, confusion: null };

function metricsOf(
  predictions: readonly (LabeledPrediction & { readonly user: string })[],
  spells: number,
): Omit<ModelMetrics, 'accuracyOnOwnPeople'> {
  return {
    accuracy: accuracyOf(predictions),
    worstUser: worstUserOf(predictions),
    ece: calibrationErrorOf(predictions),
    confusion: confusionOf(predictions, spells),
  };
}

function countsText(casts: readonly LabeledCast[]): string {
  if (casts.length === 0) return 'simulated casts of the glyphs, no person yet';
  const people = usersOf(casts).length;
  return `${casts.length} casts of ${people} ${people === 1 ? 'person' : 'people'}`;
}

/** SHA-256 over casts and labels, independent of their order. */
function fingerprintOf(casts: readonly LabeledCast[]): string {
  const each = casts.map(({ signal, label, user }) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([user, label]))
      .update(signal.t);
    for (const axes of [signal.linear, signal.gravity, signal.rotation])
      if (axes !== undefined) hash.update(axes.x).update(axes.y).update(axes.z);
    return hash.digest('hex');
  });
  return createHash('sha256').update(each.sort().join()).digest('hex');
}
