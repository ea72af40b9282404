import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useMotionSensor, type MotionSensor } from '../../../../../apps/web/src/shared/sensor/useMotionSensor.js';

const NONE = { x: null, y: null, z: null };
const ZEROS = { x: 0, y: 0, z: 0 };
const UPRIGHT = { x: 0, y: 9.8, z: 0 };

/** A page on a device with a touch screen. */
class Page extends EventTarget {
  readonly DeviceMotionEvent = Event;
  readonly screen = {};

  dispatchMotion(accelerationIncludingGravity: object): void {
    const event = Object.assign(new Event('devicemotion'), {
      ...{ acceleration: null, rotationRate: null },
      accelerationIncludingGravity,
    });
    this.dispatchEvent(event);
  }
}
let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  vi.stubGlobal('window', page);
  vi.stubGlobal('DeviceMotionEvent', page.DeviceMotionEvent);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('navigator', { maxTouchPoints: 5 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A motion sensor after `listen`. */
async function listening(): Promise<MotionSensor> {
  let motion: MotionSensor | undefined;
  const setup = () => {
    motion = useMotionSensor();
    return () => null;
  };
  await renderToString(createSSRApp({ setup }));
  if (motion === undefined) throw new Error('the page was not set up');
  motion.listen();
  return motion;
}

describe('a sensor without events for a second', () => {
  test('is silent, until a later event shows the problem or that it works', async () => {
    const motion = await listening();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(motion.state.value).toBe('silent');
    page.dispatchMotion(ZEROS);
    expect(motion.state.value).toBe('zero');
    page.dispatchMotion(UPRIGHT);
    expect(motion.state.value).toBe('alive');
  });

  test('is missing if a later event has no readings', async () => {
    const motion = await listening();
    await vi.advanceTimersByTimeAsync(1_000);
    page.dispatchMotion(NONE);
    expect(motion.state.value).toBe('missing');
  });

  test('gets another second if the page was suspended', async () => {
    const motion = await listening();
    vi.spyOn(performance, 'now').mockReturnValue(5_000); // the time at which the delayed timer fires
    await vi.advanceTimersByTimeAsync(1_000);
    expect(motion.state.value).toBe('listening');
    page.dispatchMotion(UPRIGHT);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(motion.state.value).toBe('alive');
  });
});
