import type { Round } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { canRevealAgain } from '../../../../../apps/web/src/console/run/stage/can-reveal-again';

const round = { startsAt: 1_000, endsAt: 9_000, pausedAt: null, undone: false } as Round;
const view = (name: 'round' | 'podium' | 'leaders', blank = false) => ({ view: name, blank });

describe('revealing again is offered', () => {
  test('for the podium, and for a round that is over', () => {
    expect(canRevealAgain(view('podium'), undefined, 0)).toBe(true);
    expect(canRevealAgain(view('round'), round, 9_000)).toBe(true);
  });

  test('neither for other views, nor before the result, nor without one', () => {
    expect(canRevealAgain(view('leaders'), round, 20_000)).toBe(false);
    expect(canRevealAgain(view('round'), round, 8_999)).toBe(false);
    expect(canRevealAgain(view('round'), { ...round, pausedAt: 5_000 }, 20_000)).toBe(false);
    expect(canRevealAgain(view('round'), { ...round, undone: true }, 20_000)).toBe(false);
    expect(canRevealAgain(view('round'), undefined, 20_000)).toBe(false);
  });

  test('not on a dark stage', () => {
    expect(canRevealAgain(view('podium', true), undefined, 0)).toBe(false);
  });
});
