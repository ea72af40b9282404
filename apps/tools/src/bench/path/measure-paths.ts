import { estimatePath, type Point, type Signal } from '@wandcast/gesture';
import { roundTo } from '../../figures/round-to.js';
import { heldCasts, holdNames, type HoldName } from './held-casts.js';
import { pitchAlignedPath } from './pitch-aligned-path.js';
import { shapeError } from './shape-error.js';

/** Sample rates of the simulated phones, Hz. */
const RATES = [30, 60];

/** Median and 90th percentile of {@link shapeError}. */
interface ErrorFigures {
  readonly p50: number;
  readonly p90: number;
}

interface HoldErrors {
  readonly hold: HoldName;
  readonly casts: number;
  readonly baseline: ErrorFigures;
  readonly estimate: ErrorFigures;
}

export interface PathErrors {
  readonly holds: readonly HoldErrors[];
  /** Mean time of one estimate, ms. */
  readonly estimateMs: number;
}

/** Errors of {@link estimatePath} and of the baseline on simulated casts, by how the phone is held. */
export function measurePaths(people: number, seed: number, onHold: (hold: HoldName) => void): PathErrors {
  let [seconds, estimates] = [0, 0];
  const timed = (signal: Signal): Point[] => {
    const startedAt = performance.now();
    const points = estimatePath(signal);
    seconds += (performance.now() - startedAt) / 1000;
    estimates++;
    return points;
  };
  const rows = holdNames.map((hold) => {
    onHold(hold);
    const casts = RATES.flatMap((rateHz) => heldCasts({ people, hold, rateHz, seed }));
    const errors = (method: (signal: Signal) => Point[]): ErrorFigures =>
      figuresOf(casts.map(({ signal, truth }) => shapeError(method(signal), truth)));
    return { hold, casts: casts.length, baseline: errors(pitchAlignedPath), estimate: errors(timed) };
  });
  return { holds: rows, estimateMs: roundTo((1000 * seconds) / estimates, 3) };
}

function figuresOf(errors: readonly number[]): ErrorFigures {
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number): number => roundTo(sorted[Math.floor(share * (sorted.length - 1))] ?? NaN, 4);
  return { p50: at(0.5), p90: at(0.9) };
}
