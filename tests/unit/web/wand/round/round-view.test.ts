import { ROUND_LATE_MS, type ParticipantId, type Round } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { validForMs, isActive, isPlayer, roundView } from '../../../../../apps/web/src/wand/round/round-view';

const round: Round = {
  ...{ id: 'round-1', number: 3, kind: 'order', spell: null, duel: null },
  ...{ startsAt: 100_000, endsAt: 120_000, pausedAt: null, pauses: [], undone: false },
};
const at = (now: number, change: Partial<Round> = {}) => roundView({ ...round, ...change }, now);

describe('[G1] the view of a round', () => {
  test('counts down to the start, with seconds rounded up', () => {
    expect(at(95_000)).toMatchObject({ stage: 'ready', seconds: 5, share: 1 });
    expect(at(95_001)).toMatchObject({ seconds: 5 });
    expect(at(99_999)).toMatchObject({ seconds: 1 });
    expect(at(100_000)).toMatchObject({ stage: 'running', seconds: 20 });
  });

  test('has the time left, and the share left in one second', () => {
    expect(at(110_000)).toMatchObject({ stage: 'running', seconds: 10, share: 0.45 });
    expect(at(119_500)).toMatchObject({ seconds: 1, share: 0 });
    expect(at(120_000)).toMatchObject({ stage: 'counting', seconds: 0 });
  });

  test('does not change during a pause', () => {
    expect(at(119_000, { pausedAt: 110_000 })).toMatchObject({ stage: 'paused', seconds: 10, share: 0.5 });
  });

  test('measures the share by playing time, without pauses', () => {
    const resumed = { endsAt: 125_000, pauses: [[110_000, 115_000]] as const };
    expect(at(115_000, resumed)).toMatchObject({ seconds: 10, share: 0.45 });
  });

  test('counts until late casts no longer count, and then shows its result for two minutes', () => {
    expect(at(120_000 + ROUND_LATE_MS - 1)).toMatchObject({ stage: 'counting' });
    expect(at(120_000 + ROUND_LATE_MS)).toMatchObject({ stage: 'over' });
    expect(at(120_000 + 120_000 - 1)).toMatchObject({ stage: 'over' });
    expect(at(120_000 + 120_000)).toBeUndefined();
    expect(roundView(null, 0)).toBeUndefined();
  });

  test('[G3] is undone during and after the round', () => {
    expect(at(110_000, { undone: true })?.stage).toBe('undone');
    expect(at(121_000, { undone: true })?.stage).toBe('undone');
  });

  test('is active before and during the round, and while paused', () => {
    for (const now of [96_000, 110_000]) expect(isActive(at(now))).toBe(true);
    expect(isActive(at(110_000, { pausedAt: 109_000 }))).toBe(true);
    for (const view of [undefined, at(121_000), at(110_000, { undone: true })]) expect(isActive(view)).toBe(false);
  });
});

test('a view is valid until the next second, or until late casts no longer count', () => {
  const holds = (now: number, change: Partial<Round> = {}) => {
    const view = at(now, change);
    return view && validForMs(view, now);
  };
  expect(holds(95_300)).toBe(700);
  expect(holds(100_000)).toBe(1_000);
  expect(holds(119_990)).toBe(10);
  expect(holds(121_000)).toBe(ROUND_LATE_MS - 1_000);
});

test('a duel has two players, other rounds everyone', () => {
  const [me, other, third] = ['a', 'b', 'c'] as ParticipantId[] as [ParticipantId, ParticipantId, ParticipantId];
  expect(isPlayer(round, me)).toBe(true);
  expect(isPlayer({ duel: [other, me] }, me)).toBe(true);
  expect(isPlayer({ duel: [other, third] }, me)).toBe(false);
});

test('[G2] a long pause does not hide the round', () => {
  const late = 120_000 + 121_000;
  expect(at(late, { pausedAt: 110_000 })).toMatchObject({ stage: 'paused', seconds: 10 });
  expect(at(late)).toBeUndefined();
});
