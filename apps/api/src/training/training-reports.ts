import type { CastId, CurvePoint, TrainingProgress } from '@wandcast/protocol';
import { timeLeft, type TrainerProgress, type TrainingReport } from '@wandcast/recognition';
import type { StoredReport } from '../models/store-model.js';

/** Most points of a learning curve that are sent. More would not fit into a notification between nodes. */
const MAX_POINTS = 80;

/** Progress of a job at which training ends and baselines are measured, if it measures any. */
const TRAINED = 0.85;

/** Progress for consoles and stages. `done` never decreases. @param compares whether baselines are measured afterwards */
export function progressOf(
  last: TrainingProgress,
  { stage, done, loss, accuracy, left, curve }: Omit<TrainerProgress, 'pace'>,
  compares: boolean,
): TrainingProgress {
  return {
    ...last,
    stage,
    done: Math.max(last.done, rounded(compares ? TRAINED * done : done)),
    loss: loss === null ? null : rounded(loss),
    accuracy: accuracySoFar(curve, accuracy),
    secondsLeft: Math.round(timeLeft(left, 0)),
    curve: thinned(ofOneRecognizer(curve)),
  };
}

/** Progress while the baselines are measured, after the model is stored. */
export function comparisonOf(
  last: TrainingProgress,
  { done, left }: Pick<TrainerProgress, 'done' | 'left'>,
): TrainingProgress {
  const share = rounded(TRAINED + (1 - TRAINED) * done);
  return { ...last, stage: 'comparing', done: Math.max(last.done, share), secondsLeft: Math.round(timeLeft(left, 0)) };
}

/**
 * Prefers the held-out accuracy of a fitted recognizer to the interim one of a network still being trained, because the
 * training can fall back on the fitted one.
 */
function accuracySoFar(curve: readonly CurvePoint[], latest: number | null): number | null {
  const fitted = curve.findLast(({ learnt, heldOut }) => learnt === null && heldOut !== null);
  const accuracy = fitted?.heldOut ?? latest;
  return accuracy === null ? null : rounded(accuracy);
}

/** The report with cast ids in place of indices. @param ids of the training casts, in training order */
export function reportOf(
  { predictions, negatives, curve, copies }: TrainingReport,
  ids: readonly CastId[],
): StoredReport {
  const heldOut = predictions.flatMap(({ cast, meant, recognized, confidence }) => {
    const castId = ids[cast];
    return castId === undefined ? [] : { castId, meant, recognized, confidence: rounded(confidence) };
  });
  const copied = copies === null ? undefined : new Set(copies.map((cast) => ids[cast]));
  return {
    judged: heldOut,
    copies: copied === undefined ? null : heldOut.flatMap(({ castId }) => (copied.has(castId) ? [castId] : [])),
    negatives: negatives.map(rounded),
    curve: thinned(ofOneRecognizer(curve)),
  };
}

/**
 * The learning curve of a single recognizer: the iteratively trained network if there is one, else the head refitted on
 * growing numbers of casts. Joining both would show a drop that neither had.
 */
function ofOneRecognizer(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  const stepped = curve.filter(({ learnt, casts }) => learnt !== null && casts === undefined);
  const grown = curve.filter(({ casts }) => casts !== undefined);
  return [stepped, grown].find(({ length }) => length > 0) ?? curve;
}

/** At most MAX_POINTS evenly spaced points of the curve, always including the last. */
function thinned(curve: readonly CurvePoint[]): CurvePoint[] {
  const step = Math.max(1, Math.ceil(curve.length / MAX_POINTS));
  const last = curve.length - 1;
  return curve
    .filter((_, i) => (last - i) % step === 0)
    .map(({ at, casts, learnt, heldOut }) => ({
      at: rounded(at),
      ...(casts !== undefined && { casts }),
      learnt: learnt === null ? null : rounded(learnt),
      heldOut: heldOut === null ? null : rounded(heldOut),
    }));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
