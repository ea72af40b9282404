import { describe, expect, test } from 'vitest';
import { askingWith, followed } from '../../../../../apps/web/src/shared/orientation/upright-hold';
import { gravityOf, type Held } from '../../../gesture/fixtures/held-phone';

const asked = (held: Held, screenAngle: 0 | 90 = 0) => {
  const step = askingWith(gravityOf(held), screenAngle, 0.3);
  if (step.kind !== 'asking') throw new Error('it asks for nothing');
  return { back: Math.round(step.tilt.back), lean: Math.round(step.tilt.lean) + 0, hint: step.hint, share: step.share };
};

describe('the upright step', () => {
  test.each([false, true])('says what is left to do, whatever the signs: flipped %s', (flipped) => {
    expect(asked({ back: 30, flipped })).toEqual({ back: 30, lean: 0, hint: 'still', share: 0.3 });
    expect(asked({ back: 88, flipped })).toMatchObject({ back: 88, hint: 'lift' });
    expect(asked({ back: 10, lean: 45, flipped })).toMatchObject({ back: 10, lean: 45, hint: 'turn' });
    expect(asked({ back: -45, flipped })).toMatchObject({ back: 45, hint: 'turn' });
    expect(asked({ back: 0, turned: 90, flipped })).toMatchObject({ hint: 'turn' });
  });

  test('does not lean on the tremor of a phone that lies flat', () => {
    const step = askingWith([0.05, -0.01, 9.8], 0, 0);
    expect(step.kind === 'asking' && Math.abs(step.tilt.lean)).toBeLessThan(3);
  });

  test('sees a page that turned with its phone as upright', () => {
    expect(asked({ back: 20, turned: 90 }, 90)).toMatchObject({ back: 20, lean: 0, hint: 'still' });
  });

  test('follows readings smoothly', () => {
    expect(followed(undefined, [1, 2, 3])).toEqual([1, 2, 3]);
    let seen: readonly [number, number, number] = [0, 0, 9.8];
    for (let i = 0; i < 20; i++) seen = followed(seen, [0, 9.8, 0]);
    expect(seen[1]).toBeGreaterThan(9.7);
    expect(followed([0, 0, 0], [4, 0, 0])[0]).toBeLessThan(2);
  });
});
