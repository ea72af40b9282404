import { screenAngle } from '../shared/orientation/screen-angle';
import type { MotionSensor } from '../shared/sensor/useMotionSensor';
import { COUNTED_MS, HoldMeter, type HoldFigures } from './sensor-meter';

/** How long a hold waits past its end for a last reading, ms: the sensor may have stopped. */
const GRACE_MS = 1_000;

/**
 * Counts the readings while the phone is held. Restarts if the page is hidden: phones report no motion then.
 * @param held called with the finished share of the hold, 0 to 1
 */
export function measureHold(
  motion: Pick<MotionSensor, 'onSample'>,
  held: (share: number) => void,
): Promise<HoldFigures> {
  return new Promise((resolve) => {
    let meter = new HoldMeter();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isSeen = (): boolean => document.visibilityState === 'visible';

    function begin(): void {
      meter = new HoldMeter();
      held(0);
      clearTimeout(timer);
      if (isSeen()) timer = setTimeout(end, COUNTED_MS + GRACE_MS);
    }
    function end(): void {
      off();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
      resolve(meter.figures);
    }
    const off = motion.onSample((sample) => {
      if (!isSeen()) return;
      const share = meter.add(sample, screenAngle());
      held(share);
      if (share === 1) end();
    });
    document.addEventListener('visibilitychange', begin);
    begin();
  });
}
