import { gaussian, seeded, turnFromGravity, uniform, uprightOrientationOf, type Random } from '@wandcast/gesture';
import type { Turn } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { gravityOf, type Held } from '../fixtures/held-phone.js';

const turns = [0, 90, 180, 270] as const satisfies readonly Turn[];
const signs = [false, true] as const;

/** Every way to hold a phone while reading it, with sensor errors. */
function* holds(
  random: Random,
  lowest: number,
): Generator<{ held: Required<Held>; reading: [number, number, number] }> {
  for (const flipped of signs)
    for (const turned of turns)
      for (let back = lowest; back <= 70; back += 5)
        for (let lean = -30; lean <= 30; lean += 10) {
          const held = { back, lean, turned, flipped };
          const error = (): number => 0.2 * gaussian(random);
          const [x, y, z] = gravityOf(held);
          yield { held, reading: [x + error(), y + error(), z + error()] };
        }
}

test('an upright phone facing the person reads gravity upwards, as in the W3C’s example', () => {
  expect(gravityOf({ back: 0 }).map(Math.round)).toEqual([0, 10, 0]);
  expect(gravityOf({ back: 90 }).map(Math.round)).toEqual([0, 0, 10]);
  expect(gravityOf({ back: 0, turned: 90 }).map(Math.round)).toEqual([10, 0, 0]); // its right edge is up
});

describe('an upright hold', () => {
  test('reveals sign and turn for any screen angle, leaning back or sideways', () => {
    let holdsSeen = 0;
    for (const { held, reading } of holds(seeded(1), -10)) {
      expect(uprightOrientationOf(reading, held.turned), JSON.stringify(held)).toEqual({
        flipped: held.flipped,
        turned: held.turned,
      });
      holdsSeen++;
    }
    expect(holdsSeen).toBe(2 * 4 * 17 * 7);
  });

  test('reveals them if the phone was turned and its page was not, because people look down at their phones', () => {
    for (const { held, reading } of holds(seeded(2), 20)) {
      if (held.turned === 0 || held.turned === 180) continue;
      expect(uprightOrientationOf(reading, 0), JSON.stringify(held)).toEqual({
        flipped: held.flipped,
        turned: held.turned,
      });
    }
  });

  test('is undecided if flat, upside down, in between, or sideways without leaning back', () => {
    const open: Held[] = [
      { back: 90 },
      { back: -90 },
      { back: 84, lean: 20 },
      { back: -40 }, // above a face that looks up, or a flipped phone upside down
      { back: 10, lean: 45 },
      { back: 30, lean: -45 },
      { back: 0, turned: 90 },
      { back: 5, turned: 270 },
      { back: -8, turned: 90 },
    ];
    for (const held of open)
      for (const flipped of signs)
        expect(uprightOrientationOf(gravityOf({ ...held, flipped }), 0), JSON.stringify(held)).toBeUndefined();
  });

  test('reveals the inverted sign for negated readings, in any direction, and never both signs', () => {
    const random = seeded(3);
    let decided = 0;
    for (let i = 0; i < 20_000; i++) {
      const reading = [gaussian(random), gaussian(random), gaussian(random)] as const;
      const screen = turns[Math.floor(uniform(0, 4, random))] ?? 0;
      const [here, there] = [
        uprightOrientationOf(reading, screen),
        uprightOrientationOf([-reading[0], -reading[1], -reading[2]], screen),
      ];
      if (here === undefined) expect(there).toBeUndefined();
      else expect(there).toEqual({ flipped: !here.flipped, turned: here.turned });
      if (here !== undefined) decided++;
    }
    expect(decided).toBeGreaterThan(8_000);
    expect(decided).toBeLessThan(16_000);
  });
});

describe('a phone with a known sign', () => {
  test('reveals its turn in every hold that is not flat, also sideways without leaning back', () => {
    for (const { held, reading } of holds(seeded(4), -70))
      for (const screen of [0, held.turned] as const) {
        if ((held.turned - screen + 360) % 360 === 180) continue;
        expect(turnFromGravity(reading, screen, held.flipped), JSON.stringify(held)).toBe(held.turned);
      }
  });

  test('reveals no turn if flat or in between', () => {
    for (const flipped of signs) {
      expect(turnFromGravity(gravityOf({ back: 88, flipped }), 0, flipped)).toBeUndefined();
      expect(turnFromGravity(gravityOf({ back: 20, lean: 45, flipped }), 0, flipped)).toBeUndefined();
      expect(turnFromGravity(gravityOf({ back: 0, turned: 180, flipped }), 0, flipped)).toBeUndefined();
    }
  });
});
