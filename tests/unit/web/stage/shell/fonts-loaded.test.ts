import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fontsLoaded } from '../../../../../apps/web/src/stage/shell/fonts-loaded';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether the page stops waiting within `ms`, if each font loads as `load` does. */
async function isReadyAfter(ms: number, load: (font: string) => Promise<FontFace[]>): Promise<boolean> {
  let isReady = false;
  void fontsLoaded({ load }).then(() => (isReady = true));
  await vi.advanceTimersByTimeAsync(ms);
  return isReady;
}

describe('the picture waits for its fonts', () => {
  const never = new Promise<FontFace[]>(() => undefined);

  test('until both are loaded', async () => {
    const requested: string[] = [];
    const load = (font: string): Promise<FontFace[]> => {
      requested.push(font);
      return Promise.resolve([]);
    };
    expect(await isReadyAfter(0, load)).toBe(true);
    expect(requested.join(' ')).toMatch(/Amatic SC.*Bitter/);
    expect(await isReadyAfter(100, (font) => (font.includes('Bitter') ? never : Promise.resolve([])))).toBe(false);
  });

  test('but not if they are missing, and not forever', async () => {
    expect(await isReadyAfter(0, () => Promise.reject(new Error('offline')))).toBe(true);
    expect(await isReadyAfter(2_900, () => never)).toBe(false);
    expect(await isReadyAfter(3_000, () => never)).toBe(true);
  });
});
