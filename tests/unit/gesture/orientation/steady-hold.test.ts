import { gaussian, HOLD_MS, seeded, SteadyHold, uprightOrientationOf, type Hold } from '@wandcast/gesture';
import type { Sample } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { gravityOf, holding } from '../fixtures/held-phone.js';

function fed(samples: readonly Sample[], hold = new SteadyHold()): (Hold | undefined)[] {
  return samples.map(({ t, gravity }) => hold.add(t, gravity ?? [NaN, NaN, NaN]));
}
const longest = (holds: readonly (Hold | undefined)[]): number => Math.max(...holds.map((hold) => hold?.heldMs ?? 0));

describe('a steady hold', () => {
  test('is reached after a pause of a trembling hand', () => {
    const random = seeded(5);
    for (let i = 0; i < 50; i++) {
      const holds = fed(holding({ back: 30, flipped: i % 2 === 1 }, 700, random, 0.25));
      const whole = holds.findIndex((hold) => (hold?.heldMs ?? 0) >= HOLD_MS);
      expect(whole).toBeGreaterThan(28);
      expect(whole).toBeLessThan(33);
      expect(uprightOrientationOf(holds[whole]?.reading ?? [0, 0, 0], 0)).toEqual({ flipped: i % 2 === 1, turned: 0 });
    }
  });

  test('is reached by a phone only after it stops moving up', () => {
    const lifted = Array.from({ length: 60 }, (_, i): Sample => {
      return { t: i * 16, gravity: gravityOf({ back: 90 - 1.5 * i }) }; // 90 degrees in a second
    });
    expect(longest(fed(lifted))).toBeLessThan(HOLD_MS / 2);
    const arrived = holding({ back: 0 }, 600, seeded(1)).map((sample) => ({ ...sample, t: sample.t + 960 }));
    expect(longest(fed([...lifted, ...arrived]))).toBeGreaterThanOrEqual(HOLD_MS);
  });

  test('is not reached by a waving hand, however slow', () => {
    const random = seeded(6);
    const waved = Array.from({ length: 240 }, (_, i): Sample => {
      const [x, y, z] = gravityOf({ back: 20 });
      return { t: i * 16, gravity: [x + 4 * Math.sin(i / 12), y + 2 * Math.cos(i / 9), z + 0.3 * gaussian(random)] };
    });
    expect(longest(fed(waved))).toBeLessThan(HOLD_MS);
  });

  test('restarts after a gap, and if time runs backwards', () => {
    const hold = new SteadyHold();
    const first = holding({ back: 0 }, 400, seeded(7));
    fed(first, hold);
    expect(hold.add(1_000, gravityOf({ back: 0 }))?.heldMs).toBe(0);
    expect(hold.add(900, gravityOf({ back: 0 }))?.heldMs).toBe(0);
  });

  test('needs gravity, not zeros or free fall', () => {
    const nothing = Array.from({ length: 60 }, (_, i): Sample => ({ t: i * 16, gravity: [0, 0, 0] }));
    expect(longest(fed(nothing))).toBe(0);
    expect(new SteadyHold().add(0, [0, 3, 0])).toBeUndefined();
  });

  test('is also detected at ten readings per second', () => {
    const slow = Array.from({ length: 9 }, (_, i): Sample => ({ t: i * 100, gravity: gravityOf({ back: 10 }) }));
    expect(longest(fed(slow))).toBeGreaterThanOrEqual(HOLD_MS);
  });
});
