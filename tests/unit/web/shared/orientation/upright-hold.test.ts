import { describe, expect, test } from 'vitest';
import { askForHold, smoothGravity } from '../../../../../apps/web/src/shared/orientation/upright-hold';
import { gravityOf, type Held } from '../../../gesture/fixtures/held-phone';

const stepFor = (held: Held, screenAngle: 0 | 90 = 0) => {
  const step = askForHold(gravityOf(held), screenAngle, 0.3);
  if (step.kind !== 'asking') throw new Error(`the step is ${step.kind}`);
  return { back: Math.round(step.tilt.back), lean: Math.round(step.tilt.lean) + 0, hint: step.hint, share: step.share };
};

describe('the upright step', () => {
  test.each([false, true])('gives the right hint for either sign: flipped %s', (flipped) => {
    expect(stepFor({ back: 30, flipped })).toEqual({ back: 30, lean: 0, hint: 'still', share: 0.3 });
    expect(stepFor({ back: 88, flipped })).toMatchObject({ back: 88, hint: 'lift' });
    expect(stepFor({ back: 10, lean: 45, flipped })).toMatchObject({ back: 10, lean: 45, hint: 'turn' });
    expect(stepFor({ back: -45, flipped })).toMatchObject({ back: 45, hint: 'turn' });
    expect(stepFor({ back: 0, turned: 90, flipped })).toMatchObject({ hint: 'turn' });
  });

  test('shows no lean from the tremor of a flat phone', () => {
    const step = askForHold([0.05, -0.01, 9.8], 0, 0);
    expect(step.kind === 'asking' && Math.abs(step.tilt.lean)).toBeLessThan(3);
  });

  test('treats a page that rotated with its phone as upright', () => {
    expect(stepFor({ back: 20, turned: 90 }, 90)).toMatchObject({ back: 20, lean: 0, hint: 'still' });
  });

  test('smooths the readings', () => {
    expect(smoothGravity(undefined, [1, 2, 3])).toEqual([1, 2, 3]);
    let seen: readonly [number, number, number] = [0, 0, 9.8];
    for (let i = 0; i < 20; i++) seen = smoothGravity(seen, [0, 9.8, 0]);
    expect(seen[1]).toBeGreaterThan(9.7);
    expect(smoothGravity([0, 0, 0], [4, 0, 0])[0]).toBeLessThan(2);
  });
});
