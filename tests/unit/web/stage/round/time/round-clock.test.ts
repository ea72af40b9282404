import type { Round, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../../apps/web/src/locales/en/stage/index';
import { guideAt, guideLight } from '../../../../../../apps/web/src/stage/round/time/guide-motion';
import { roundClock, clockText, isTicking } from '../../../../../../apps/web/src/stage/round/time/round-clock';

const round: Round = {
  id: 'r',
  number: 1,
  kind: 'order',
  spell: 'tide' as SpellId,
  duel: null,
  startsAt: 100_000,
  endsAt: 120_000,
  pausedAt: null,
  pauses: [],
  undone: false,
};

describe('the clock of a round', () => {
  test('[G1] counts down to the start, then to the end, with seconds rounded up', () => {
    expect(roundClock(round, 95_000)).toEqual({ stage: 'ready', seconds: 5, left: 1 });
    expect(roundClock(round, 99_999)).toEqual({ stage: 'ready', seconds: 1, left: 1 });
    expect(roundClock(round, 100_000)).toEqual({ stage: 'running', seconds: 20, left: 1 });
    expect(roundClock(round, 115_001)).toMatchObject({ stage: 'running', seconds: 5 });
    expect(roundClock(round, 120_000)).toEqual({ stage: 'over', seconds: 0, left: 0 });
  });

  test('[G2] stops during a pause, and a pause does not shorten the round', () => {
    const paused = { ...round, pausedAt: 110_000 };
    expect(roundClock(paused, 110_000)).toEqual(roundClock(paused, 190_000));
    expect(roundClock(paused, 190_000)).toEqual({ stage: 'paused', seconds: 10, left: 0.5 });
    const resumed = { ...round, endsAt: 200_000, pauses: [[110_000, 190_000]] as const };
    expect(roundClock(resumed, 190_000)).toEqual({ stage: 'running', seconds: 10, left: 0.5 });
  });

  test('[G2] includes an extension in the total length', () => {
    expect(roundClock({ ...round, endsAt: 140_000 }, 120_000)).toEqual({ stage: 'running', seconds: 20, left: 0.5 });
  });

  test('runs before and during the round, not while paused, after its end or after an undo', () => {
    expect([95_000, 110_000, 120_000].map((now) => isTicking(round, now))).toEqual([true, true, false]);
    expect(isTicking({ ...round, pausedAt: 110_000 }, 111_000)).toBe(false);
    expect(isTicking({ ...round, undone: true }, 110_000)).toBe(false);
  });

  test('shows seconds, or minutes and seconds for longer times', () => {
    expect(clockText(1, stage.round)).toEqual({ figure: '1', unit: 'second' });
    expect(clockText(99, stage.round)).toEqual({ figure: '99', unit: 'seconds' });
    expect(clockText(125, stage.round)).toEqual({ figure: '2:05', unit: 'minutes' });
  });
});

test('the guide draws from start to end, never backwards, and rests at the end', () => {
  const shares = Array.from({ length: 57 }, (_, i) => guideAt(i * 50));
  expect(guideAt(0)).toBe(0);
  expect(guideAt(2_799)).toBe(1);
  expect(guideAt(2_800)).toBe(0);
  expect(shares.slice(0, 56)).toEqual([...shares.slice(0, 56)].sort((a, b) => a - b));
});

test('the guide’s stroke fades before the loop restarts', () => {
  const light = [0, 1_400, 2_520, 2_660, 2_800 - 1e-6].map((now) => Number(guideLight(now).toFixed(3)));
  expect(light).toEqual([1, 1, 1, 0.5, 0]);
});
