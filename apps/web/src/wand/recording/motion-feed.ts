import { normalizeSample } from '@wandcast/gesture';
import type { Orientation } from '@wandcast/protocol';
import { TAKE_MS, type Take } from './cast-take';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';

/** How long past its end a take waits for a sample that says so, ms: sensors may fall silent in the middle of a cast. */
const GRACE_MS = 300;

/**
 * Feeds a take from the motion sensor, straightened by the orientation it began with. The first sample after the call is the
 * cast's time 0; `moved` is called after every sample, `full` once when the longest time is over.
 * @returns stop
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
    if (t > TAKE_MS) {
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
  }, TAKE_MS + GRACE_MS);
  function stop(): void {
    off();
    clearTimeout(timer);
  }
  return stop;
}
