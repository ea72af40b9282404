import { screenAngle } from '../shared/orientation/screen-angle';
import type { Motion } from '../shared/sensor/useMotionSensor';
import { COUNTED_MS, HoldMeter, type HoldFigures } from './sensor-meter';

/** How long past its end a hold waits for a reading that says so, ms: sensors may fall silent in the middle of it. */
const GRACE_MS = 1_000;

/**
 * Counts the readings while a phone is held. It begins anew where the page goes out of sight, since no phone tells of motion
 * then.
 * @param held is told how much of the hold is over, 0 to 1
 */
export function measureHold(motion: Pick<Motion, 'onSample'>, held: (share: number) => void): Promise<HoldFigures> {
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
