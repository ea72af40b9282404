import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddressLimits } from '../../../../../apps/api/src/platform/limits/address-limits.js';
import { CastActivity } from '../../../../../apps/api/src/platform/limits/cast-activity.js';
import { createLog } from '../../../../../apps/api/src/platform/logging/log.js';
import { Metrics } from '../../../../../apps/api/src/platform/metrics/metrics.js';
import { Admissions } from '../../../../../apps/api/src/platform/sockets/admissions.js';

/** Address of everyone in the hall. */
const HALL = '198.51.100.7';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Hall {
  readonly activity: CastActivity;
  readonly admissions: Admissions;
  readonly inside: readonly string[];
  readonly come: (name: string, isNew: boolean, address?: string) => void;
}

function startAdmissions(): Hall {
  const activity = new CastActivity();
  const admissions = new Admissions(new AddressLimits(), activity, new Metrics(), createLog('silent'));
  const inside: string[] = [];
  const come = (name: string, isNew: boolean, address = HALL): void => {
    const create = (): Promise<unknown> =>
      name === 'refused' ? Promise.reject(new Error(name)) : Promise.resolve(name);
    admissions
      .run('wand', address, () => Promise.resolve(isNew ? create : undefined))
      .then(
        () => inside.push(name),
        () => inside.push(name),
      );
  };
  return { activity, admissions, come, inside };
}

test('those who come back do not wait for newcomers of their address, who are paced while casts move', async () => {
  const { activity, come, inside } = startAdmissions();
  activity.moved(performance.now());
  for (let n = 0; n < 9; n++) come('new', true);
  for (let n = 0; n < 9; n++) come('known', false);
  await vi.advanceTimersByTimeAsync(0);
  expect(inside.filter((name) => name === 'new')).toHaveLength(3);
  expect(inside.filter((name) => name === 'known')).toHaveLength(9);
  await vi.advanceTimersByTimeAsync(40);
  expect(inside.filter((name) => name === 'new')).toHaveLength(6);
  await vi.advanceTimersByTimeAsync(40);
  expect(inside.filter((name) => name === 'new')).toHaveLength(9);
});

test('newcomers of an address that floods come one at a time for two seconds, and those of others as before', async () => {
  const { activity, admissions, come, inside } = startAdmissions();
  activity.moved(performance.now());
  admissions.flooded(HALL, 'wand somebody');
  for (let n = 0; n < 9; n++) come('new', true);
  for (let n = 0; n < 3; n++) come('elsewhere', true, '203.0.113.9');
  come('known', false);
  await vi.advanceTimersByTimeAsync(0);
  expect([...inside].sort()).toEqual(['elsewhere', 'elsewhere', 'elsewhere', 'known', 'new']);
  expect(admissions.pauses.has('wand somebody')).toBe(true);
  await vi.advanceTimersByTimeAsync(60);
  expect(inside.filter((name) => name === 'new')).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(2_000); // the first nine are inside by now
  activity.moved(performance.now());
  const before = inside.length;
  for (let n = 0; n < 9; n++) come('later', true);
  await vi.advanceTimersByTimeAsync(0);
  expect(inside.length - before).toBe(3);
});

test('newcomers do not rest while no cast moves', async () => {
  const { come, inside } = startAdmissions();
  for (let n = 0; n < 9; n++) come('new', true);
  await vi.advanceTimersByTimeAsync(0);
  expect(inside).toHaveLength(9);
});

test('a refused newcomer keeps no place', async () => {
  const { activity, come, inside } = startAdmissions();
  activity.moved(performance.now());
  for (let n = 0; n < 9; n++) come('refused', true);
  await vi.advanceTimersByTimeAsync(0);
  expect(inside).toHaveLength(9);
});

test.each([
  { isCasting: false, nextAt: 10 },
  { isCasting: true, nextAt: 30 },
])('two messages of consoles are handled at a time, with rests while casts move: %o', async ({ isCasting, nextAt }) => {
  const activity = new CastActivity();
  const admissions = new Admissions(new AddressLimits(), activity, new Metrics(), createLog('silent'));
  expect(admissions.turnsOf('wand')).not.toBe(admissions.turnsOf('console'));
  if (isCasting) activity.moved(performance.now());
  const began: number[] = [];
  for (let n = 0; n < 3; n++)
    admissions.turnsOf('console').add('one', () => {
      began.push(performance.now());
      return new Promise((resolve) => setTimeout(resolve, 10));
    });
  await vi.advanceTimersByTimeAsync(100);
  expect(began).toHaveLength(3);
  const [first = 0, second = 0, third = 0] = began;
  expect(second - first).toBeLessThan(3);
  expect(third - first).toBeGreaterThanOrEqual(nextAt);
  expect(third - first).toBeLessThan(nextAt + 5);
});
