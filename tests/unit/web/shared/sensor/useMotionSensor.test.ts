import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useMotionSensor, type Motion } from '../../../../../apps/web/src/shared/sensor/useMotionSensor.js';

const NONE = { x: null, y: null, z: null };
const ZEROS = { x: 0, y: 0, z: 0 };
const UPRIGHT = { x: 0, y: 9.8, z: 0 };

/** A page on a device with a screen to touch. */
class Page extends EventTarget {
  readonly DeviceMotionEvent = Event;
  readonly screen = {};

  tell(accelerationIncludingGravity: object): void {
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

/** The sensor of a page that listens. */
async function listening(): Promise<Motion> {
  let motion: Motion | undefined;
  const setup = () => {
    motion = useMotionSensor();
    return () => null;
  };
  await renderToString(createSSRApp({ setup }));
  if (motion === undefined) throw new Error('the page was not set up');
  motion.listen();
  return motion;
}

describe('a sensor of which a second brings nothing', () => {
  test('is silent; what it tells later says what is wrong, or that nothing is', async () => {
    const motion = await listening();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(motion.state.value).toBe('silent');
    page.tell(ZEROS);
    expect(motion.state.value).toBe('zero');
    page.tell(UPRIGHT);
    expect(motion.state.value).toBe('alive');
  });

  test('is missing where it tells later that it has no reading', async () => {
    const motion = await listening();
    await vi.advanceTimersByTimeAsync(1_000);
    page.tell(NONE);
    expect(motion.state.value).toBe('missing');
  });

  test('has another second where the page stood still, and heard nothing', async () => {
    const motion = await listening();
    vi.spyOn(performance, 'now').mockReturnValueOnce(5_000); // when its timer comes at last
    await vi.advanceTimersByTimeAsync(1_000);
    expect(motion.state.value).toBe('listening');
    page.tell(UPRIGHT);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(motion.state.value).toBe('alive');
  });
});
