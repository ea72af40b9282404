import { leftMs, lengthMs, playedMs, roundStage, type Round } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import {
  ended,
  extended,
  paused,
  redone,
  resumed,
  undone,
} from '../../../../apps/api/src/games/rounds/round-transitions.js';

const round: Round = {
  ...{ id: 'r', number: 1, kind: 'free', spell: null, duel: null, pausedAt: null, pauses: [], undone: false },
  ...{ startsAt: 10_000, endsAt: 50_000 },
};

test('[G1] derives the stage of a round from its times', () => {
  expect([9_999, 10_000, 49_999, 50_000].map((now) => roundStage(round, now))).toEqual([
    'ready',
    'running',
    'running',
    'over',
  ]);
});

test('[G2] a pause stops the clock and keeps the remaining time', () => {
  const halted = paused(round, 20_000);
  expect(roundStage(halted, 99_000)).toBe('paused');
  expect([leftMs(halted, 99_000), playedMs(halted, 99_000)]).toEqual([30_000, 10_000]);
  const on = resumed(halted, 60_000);
  expect([on.endsAt, lengthMs(on), leftMs(on, 60_000), playedMs(on, 61_000)]).toEqual([90_000, 40_000, 30_000, 11_000]);
});

test('[G2] a round paused before its start has its full time after resuming', () => {
  const on = resumed(paused(round, 8_000), 30_000);
  expect([leftMs(on, 30_000), playedMs(on, 30_000), roundStage(on, 30_000)]).toEqual([40_000, 0, 'running']);
});

test('[G2] pausing or resuming twice changes nothing', () => {
  expect(paused(paused(round, 20_000), 30_000)).toEqual(paused(round, 20_000));
  expect(resumed(round, 30_000)).toEqual(round);
});

test('[G2] extending moves the end; a finished round continues from now, unless a later round exists', () => {
  expect(extended(round, 30_000, 20_000, true).endsAt).toBe(80_000);
  const late = extended(round, 30_000, 60_000, true);
  expect([roundStage(late, 60_000), leftMs(late, 60_000), lengthMs(late)]).toEqual(['running', 30_000, 70_000]);
  expect(() => extended(round, 30_000, 60_000, false)).toThrow('round-over');
});

test('[G2] ending stops a running or paused round now, and undoes a round that has not begun', () => {
  expect(ended(round, 20_000).endsAt).toBe(20_000);
  const halted = ended(paused(round, 20_000), 70_000);
  expect(halted).toMatchObject({ endsAt: 70_000, pausedAt: null, pauses: [[20_000, 70_000]] });
  expect(lengthMs(halted)).toBe(10_000);
  for (const now of [9_000, 30_000]) expect(ended(paused(round, 8_000), now).undone).toBe(true);
  expect(ended(round, 6_000).undone).toBe(true);
  expect(ended(round, 60_000)).toEqual(round);
});

test('[G3] an undone round is over; redone, it counts with the time it had', () => {
  const gone = undone(round, 20_000);
  expect(gone).toMatchObject({ undone: true, endsAt: 20_000 });
  expect(redone(gone)).toMatchObject({ undone: false, endsAt: 20_000 });
  expect(() => paused(gone, 15_000)).toThrow('round-over');
});
