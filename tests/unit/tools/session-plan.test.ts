import type { RecordedCast } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { planSession } from '../../../apps/tools/src/replay/session-plan.js';
import { intentOf, sentLabelOf } from '../../../apps/tools/src/replay/recorded-intent.js';

const NOON = Date.UTC(2026, 0, 1, 12);
const cast = (id: string, user: string, at: number, lengthMs = 1_000, metadata = {}): RecordedCast => ({
  ...{ id, user, label: 'Tide', signal: { t: Float32Array.of(0, lengthMs) } },
  metadata: { at: NOON + at, ...metadata },
});
const session = [
  cast('b', 'Bo', 3_000),
  cast('a', 'Ada', 0),
  cast('c', 'Ada', 10_000, 5_000),
  cast('d', 'Cy', 12_000),
  cast('e', 'Bo', 135_000),
];
const plan = (longestPauseMs: number, speed = 1) => planSession(session, { longestPauseMs, speed });

describe('the plan of a recorded session', () => {
  test('keeps the order and the pauses', () => {
    const { casts, lengthMs } = plan(1e9);
    expect(casts.map(({ cast: { id }, atMs }) => [id, atMs])).toEqual([
      ...[['a', 4_000], ['b', 7_000], ['c', 14_000], ['d', 16_000], ['e', 139_000]], // prettier-ignore
    ]);
    expect(lengthMs).toBe(140_000);
  });

  test('lets people join shortly before their first cast', () => {
    expect(plan(1e9).arrivals).toEqual([
      ...[{ user: 'Ada', atMs: 0 }, { user: 'Bo', atMs: 3_000 }, { user: 'Cy', atMs: 12_000 }], // prettier-ignore
    ]);
  });

  test('shortens long pauses, counted from the end of the last cast', () => {
    const { casts } = plan(20_000);
    expect(casts.map(({ atMs }) => atMs)).toEqual([4_000, 7_000, 14_000, 16_000, 39_000]);
    expect(plan(2_000).casts.map(({ atMs }) => atMs)).toEqual([4_000, 7_000, 10_000, 12_000, 17_000]);
  });

  test('is shorter at a higher speed, and takes no time at 0', () => {
    expect(plan(20_000, 4).casts.map(({ atMs }) => atMs)).toEqual([1_000, 1_750, 3_500, 4_000, 9_750]);
    expect(plan(20_000, 4).lengthMs).toBe(10_000);
    expect(plan(20_000, 0).casts.every(({ atMs }) => atMs === 0)).toBe(true);
  });

  test('needs the time of each cast', () => {
    const withoutTime = { ...cast('x', 'Ada', 0), metadata: {} };
    expect(() => planSession([withoutTime], { longestPauseMs: 1, speed: 1 })).toThrow('cast x has no recorded time');
  });
});

test('the label that the phone sent takes precedence over later labels, and the file’s intent over the flag', () => {
  expect(sentLabelOf(cast('a', 'Ada', 0, 1, { said: 'Ember' }))).toBe('Ember');
  expect(sentLabelOf(cast('a', 'Ada', 0, 1, { said: null }))).toBeNull();
  expect(sentLabelOf(cast('a', 'Ada', 0))).toBe('Tide');
  expect(intentOf(cast('a', 'Ada', 0, 1, { intent: 'teach' }), 'cast')).toBe('teach');
  expect(intentOf(cast('a', 'Ada', 0), 'teach')).toBe('teach');
});
