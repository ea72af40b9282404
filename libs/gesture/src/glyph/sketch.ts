import { integrated } from '../preprocessing/integration.js';
import type { Point } from './svg-path.js';
import { pitchAlign } from '../preprocessing/pitch-alignment.js';
import { prepare } from '../preprocessing/preprocess.js';
import type { Signal } from '../signal/signal.js';
import { STEPS } from '../preprocessing/movement-format.js';

/**
 * An estimate of the path that the hand drew: acceleration integrated twice, with its mean removed once so that the
 * hand ends at rest. It drifts; label it as an estimate in the UI.
 * @returns STEPS points in a unit box (longer side 1, centered), y down; all in the center if nothing moved
 */
export function sketch(signal: Signal): Point[] {
  const prepared = pitchAlign(prepare(signal));
  const x = drawn(prepared.subarray(0, STEPS));
  const y = drawn(prepared.subarray(STEPS, 2 * STEPS));
  const [left, right, low, high] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const scale = 1 / (Math.max(right - left, high - low) || 1);
  return Array.from(x, (value, i) => ({
    x: 0.5 + (value - (left + right) / 2) * scale,
    y: 0.5 - ((y[i] ?? 0) - (low + high) / 2) * scale,
  }));
}

function drawn(acceleration: Float32Array): Float32Array {
  let sum = 0;
  return integrated(acceleration).map((velocity) => (sum += velocity));
}
