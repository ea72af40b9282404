import type { MotionSensor } from '../shared/sensor/useMotionSensor';
import { MEASURED_MS, SensorMeter, type SensorFigures } from './sensor-meter';

/** Extra time to wait for the last reading, ms, in case the sensor has stopped. */
const GRACE_MS = 1_000;

/**
 * Measures the sensor for MEASURED_MS. Restarts if the page is hidden, because phones report no motion then.
 * @param progress called with the finished share, 0 to 1
 */
export function measureSensor(
  motion: Pick<MotionSensor, 'onSample'>,
  progress: (share: number) => void,
): Promise<SensorFigures> {
  return new Promise((resolve) => {
    let meter = new SensorMeter();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isVisible = (): boolean => document.visibilityState === 'visible';

    function begin(): void {
      meter = new SensorMeter();
      progress(0);
      clearTimeout(timer);
      if (isVisible()) timer = setTimeout(end, MEASURED_MS + GRACE_MS);
    }
    function end(): void {
      off();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
      resolve(meter.figures);
    }
    const off = motion.onSample((sample) => {
      if (!isVisible()) return;
      const share = meter.add(sample);
      progress(share);
      if (share === 1) end();
    });
    document.addEventListener('visibilitychange', begin);
    begin();
  });
}
