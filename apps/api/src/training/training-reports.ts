import type { CastId, CurvePoint, TrainingProgress } from '@wandcast/protocol';
import type { TrainerProgress, TrainingReport } from '@wandcast/recognition';
import type { StoredReport } from '../models/models.repository.js';

/** Points of a curve that travel: with more, progress would not fit into a notification between nodes. */
const MAX_POINTS = 80;

/** Share of a whole job after which its baselines are measured, if they are. */
const TRAINED = 0.85;

/** Progress as consoles and stages hear it, after `last`: what is done never goes down. @param compares whether baselines follow */
export function progressOf(
  last: TrainingProgress,
  { stage, done, loss, accuracy, secondsLeft, curve }: TrainerProgress,
  compares: boolean,
): TrainingProgress {
  return {
    ...last,
    stage,
    done: Math.max(last.done, rounded(compares ? TRAINED * done : done)),
    loss: loss === null ? null : rounded(loss),
    accuracy: accuracySoFar(curve, accuracy),
    secondsLeft: secondsLeft === null ? null : Math.round(secondsLeft),
    curve: thinned(ofOneNet(curve)),
  };
}

/**
 * What was fitted already and asked about everyone it had not met counts more than what a net says of some, halfway into
 * its training: a training that has one recognizer and begins another still has the first.
 */
function accuracySoFar(curve: readonly CurvePoint[], latest: number | null): number | null {
  const fitted = curve.findLast(({ learnt, heldOut }) => learnt === null && heldOut !== null);
  const accuracy = fitted?.heldOut ?? latest;
  return accuracy === null ? null : rounded(accuracy);
}

/** The report with the casts' own ids. @param ids of the casts that were trained on, in their order */
export function reportOf({ predictions, negatives, curve }: TrainingReport, ids: readonly CastId[]): StoredReport {
  return {
    judged: predictions.flatMap(({ cast, meant, recognized, confidence }) => {
      const castId = ids[cast];
      return castId === undefined ? [] : { castId, meant, recognized, confidence: rounded(confidence) };
    }),
    negatives: negatives.map(rounded),
    curve: thinned(ofOneNet(curve)),
  };
}

/**
 * The points of one recognizer, which is asked about both sides: of the net that learns step by step if there is one,
 * else of the head that grew with its casts. Joined they would draw a fall that neither had.
 */
function ofOneNet(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  const stepped = curve.filter(({ learnt, casts }) => learnt !== null && casts === undefined);
  const grown = curve.filter(({ casts }) => casts !== undefined);
  return [stepped, grown].find(({ length }) => length > 0) ?? curve;
}

/** At most MAX_POINTS of the curve, evenly, always with the last. */
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
