import { createHash } from 'node:crypto';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import { getBackend } from '@tensorflow/tfjs-core';
import { adapterPart } from '../adapter/shared-view.js';
import { ARTIFACT_FORMAT, packParts, type ModelCard, type ModelMetrics, type Part } from '../artifact/artifact.js';
import {
  DEFAULT_THRESHOLD,
  argmax,
  calibrate,
  fitTemperature,
  openSetThreshold,
  rejectionThreshold,
  type LabeledPrediction,
} from '../evaluation/calibration.js';
import { copiesAcrossPeople, copiesOf } from '../evaluation/copies.js';
import { MIN_PEOPLE, usersOf } from '../evaluation/cross-validation.js';
import { accuracyOf, calibrationErrorOf, confusionOf, worstUserOf } from '../evaluation/metrics.js';
import { hashSamples } from '../recognizer/content-order.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { TrainingData } from '../recognizer/recognizer.js';
import { labeledPredictionsOf, type Candidate, type TestedCast } from '../selection/candidate.js';
import type { SelectionContext } from '../selection/selection-context.js';
import type { Trained, TrainingOptions, TrainingReport, TrainingSet } from './training-options.js';

/**
 * Calibrates, measures and packs a candidate. Copies are not looked for: that takes a tenth of the time of a first model.
 * @param tested predictions of the test set, which are measured instead of those of held-out people; undefined without one
 */
export function packModel(
  { kind, fitted, heldOut, negatives }: Candidate,
  parts: readonly Part[],
  { data, spells, seed, measure, progress }: SelectionContext,
  set: TrainingSet,
  options: TrainingOptions,
  tested?: readonly TestedCast[],
): Trained {
  const predictions = measure ? labeledPredictionsOf(heldOut, data.casts, spells) : [];
  const people = usersOf(data.casts).length;
  const arePeopleHeldOut = people >= MIN_PEOPLE; // confidence in known people says nothing about new ones
  const isCalibrated = kind === 'rocket' && negatives.length > 0; // its gate was fitted to the same casts
  const temperature = arePeopleHeldOut && !isCalibrated ? fitTemperature(predictions) : 1;
  const calibrated = (raw: typeof predictions): Omit<(typeof predictions)[number], 'evidence'>[] =>
    raw.map(({ evidence, ...one }) => ({
      ...one,
      probabilities: calibrate(one.probabilities, evidence, temperature),
    }));
  const calibratedPredictions = calibrated(predictions);
  const measured =
    tested === undefined ? calibratedPredictions : calibrated(labeledPredictionsOf(tested, set.test ?? [], spells));
  const negativeConfidences = negatives.map(({ probabilities, evidence }) =>
    Math.max(...calibrate(probabilities, evidence, temperature)),
  );
  const metrics: ModelMetrics = {
    ...((tested !== undefined || arePeopleHeldOut) && measured.length > 0
      ? metricsOf(measured, spells.length)
      : unmeasured),
    accuracyOnOwnPeople:
      tested === undefined && !arePeopleHeldOut && predictions.length > 0 ? accuracyOf(predictions) : null,
  };
  const card: ModelCard = {
    format: ARTIFACT_FORMAT,
    kind,
    spells: [...spells],
    preprocessing: PREPROCESSING_VERSION,
    threshold: thresholdOf(arePeopleHeldOut ? calibratedPredictions : [], negativeConfidences, data, spells),
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
  const signals = (data.casts.length > 0 ? data.casts : data.weaklyLabeled).map(({ signal }) => signal);
  const placeOf = tested === undefined ? placesIn(set, data.casts) : (cast: number): number => cast;
  const report: TrainingReport = {
    predictions: measured.map(({ cast, spell, probabilities }) => ({
      cast: placeOf(cast),
      meant: spell,
      recognized: argmax(probabilities),
      confidence: Math.max(...probabilities),
    })),
    negatives: negativeConfidences,
    curve: [...progress.curve],
    copies: null,
  };
  return { artifact: { card, ...packParts([...parts, adapterPart(fitted, signals)]) }, report };
}

/**
 * The threshold that held-out people choose; without casts, or below the other one if some spells have none, the one that
 * the negatives choose.
 */
export function thresholdOf(
  heldOut: readonly LabeledPrediction[],
  negatives: readonly number[],
  { casts }: Pick<TrainingData, 'casts'>,
  spells: readonly string[],
): number {
  const chosen = heldOut.length > 0 ? rejectionThreshold(heldOut) : undefined;
  if (negatives.length === 0) return chosen ?? DEFAULT_THRESHOLD;
  if (chosen === undefined) return casts.length === 0 ? openSetThreshold(negatives) : DEFAULT_THRESHOLD;
  const isCast = new Set(casts.map(({ label }) => label));
  return spells.every((spell) => isCast.has(spell)) ? chosen : Math.min(chosen, openSetThreshold(negatives));
}

/** Indices in the training set of the copies among the casts learned from; in the test set if there is one. */
export function copiesIn(set: TrainingSet, casts: readonly LabeledCast[]): number[] {
  if (set.test !== undefined) return copiesOf(set.test, casts);
  return copiesAcrossPeople(casts).map(placesIn(set, casts));
}

/** From the index of a cast learned from to its index in the training set. */
function placesIn(set: TrainingSet, casts: readonly LabeledCast[]): (cast: number) => number {
  const places = new Map<LabeledCast | undefined, number>(set.casts.map((cast, i) => [cast, i]));
  return (cast) => places.get(casts[cast]) ?? -1;
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
  if (casts.length === 0) return 'simulated casts of the glyphs';
  const people = usersOf(casts).length;
  return `${casts.length} casts of ${people} ${people === 1 ? 'person' : 'people'}`;
}

/** SHA-256 over casts and labels, independent of their order. */
function fingerprintOf(casts: readonly LabeledCast[]): string {
  const each = casts.map(({ signal, label, user }) => {
    const hash = createHash('sha256').update(JSON.stringify([user, label]));
    return hashSamples(hash, signal).digest('hex');
  });
  return createHash('sha256').update(each.sort().join()).digest('hex');
}
