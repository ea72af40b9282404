import { withoutRotation, type Signal } from '@wandcast/gesture';
import type { Part } from '../artifact/artifact.js';
import { ModelError } from '../artifact/model-error.js';
import { applyTemperature } from '../evaluation/calibration.js';
import { PROJECTED_SIZE } from '../features/random-projection.js';
import { featuredPredictions, type FeaturedPrediction, type FittedRecognizer } from '../recognizer/recognizer.js';
import type { SharedView } from './personal-adapter.js';

/** Name of the part in stored artifacts. Models without it do not adapt to people. */
const PART = 'adapter';

/** Most training casts that the spread is measured on: 50 casts give it to within 10 %, in 0.1 s. */
const MAX_MEASURED = 50;

/** Mean squared distance of the features of training casts to their center, by the sensors that a cast has. */
export interface Spreads {
  readonly all: number;
  readonly withoutRotation: number;
}

/** The part of an artifact that personal adapters need. @param signals of the training casts */
export function adapterPart(fitted: FittedRecognizer, signals: readonly Signal[]): Part {
  const step = Math.max(1, Math.ceil(signals.length / MAX_MEASURED));
  const measured = signals.filter((_, i) => i % step === 0);
  const spreads: Spreads = {
    all: spreadOf(fitted, measured),
    withoutRotation: spreadOf(fitted, measured.map(withoutRotation)),
  };
  return { name: PART, settings: { ...spreads }, weights: new Uint8Array() };
}

function spreadOf(fitted: FittedRecognizer, signals: readonly Signal[]): number {
  const rows = featuredPredictions(fitted, signals).map(({ features }) => features);
  const center = new Float64Array(PROJECTED_SIZE);
  for (const row of rows) row.forEach((value, i) => (center[i] = (center[i] ?? 0) + value / rows.length));
  const squares = rows.reduce(
    (sum, row) => row.reduce((all, value, i) => all + (value - (center[i] ?? 0)) ** 2, sum),
    0,
  );
  return squares / rows.length;
}

/**
 * The spreads that {@link adapterPart} stored; undefined for older models.
 * @throws ModelError `damaged`
 */
export function spreadsOf(parts: readonly Part[]): Spreads | undefined {
  const part = parts.find(({ name }) => name === PART);
  if (part === undefined) return undefined;
  const { all, withoutRotation: without } = part.settings;
  if (typeof all !== 'number' || typeof without !== 'number')
    throw new ModelError('damaged', 'the spread of the features is not given');
  return all > 0 && without > 0 ? { all, withoutRotation: without } : undefined;
}

/** One row of numbers for a {@link SharedView}, to send between threads: features, then probabilities, then evidence. */
export function viewRow(
  { features, probabilities, evidence }: FeaturedPrediction,
  temperature: number,
  spread: number,
): number[] {
  const scale = 1 / Math.sqrt(spread);
  return [...features.map((value) => value * scale), ...applyTemperature(probabilities, temperature), ...evidence];
}

/** Reads a row of {@link viewRow}; undefined for the empty row of a model that does not adapt. */
export function sharedView(row: readonly number[]): SharedView | undefined {
  if (row.length === 0) return undefined;
  const spells = (row.length - PROJECTED_SIZE) / 2;
  return {
    features: Float32Array.from(row.slice(0, PROJECTED_SIZE)),
    probabilities: row.slice(PROJECTED_SIZE, PROJECTED_SIZE + spells),
    evidence: row.slice(PROJECTED_SIZE + spells),
  };
}
