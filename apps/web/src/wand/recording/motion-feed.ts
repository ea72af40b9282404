import { normalizeSample } from '@wandcast/gesture';
import type { Orientation } from '@wandcast/protocol';
import { MAX_RECORDING_MS, type Take } from './cast-take';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';

/** How long to wait for a sample after the maximum duration, ms. Sensors may stop in the middle of a cast. */
const GRACE_MS = 300;

/**
 * Feeds a take with motion samples, normalized by the orientation at its start. The first sample has time 0. Calls
 * `moved` after every sample, and `full` once when the maximum duration is over.
 * @returns a function that stops
 */
export function feedFromMotion(
  motion: Pick<MotionSensor, 'onSample'>,
  orientation: Orientation,
  take: Take,
  moved: () => void,
  full: () => void,
): () => void {
  let zero: number | undefined;
  const off = motion.onSample((sample) => {
    zero ??= sample.t;
    const t = sample.t - zero;
    if (t > MAX_RECORDING_MS) {
      stop();
      full();
      return;
    }
    take.add(normalizeSample({ ...sample, t }, orientation));
    moved();
  });
  const timer = setTimeout(() => {
    stop();
    full();
  }, MAX_RECORDING_MS + GRACE_MS);
  function stop(): void {
    off();
    clearTimeout(timer);
  }
  return stop;
}
