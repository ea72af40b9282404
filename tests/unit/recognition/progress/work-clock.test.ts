import { WorkClock, equalSteps, timeLeft, type Pace } from '@wandcast/recognition';
import { expect, test } from 'vitest';

/** A clock whose time the test sets. */
function started(pace: Pace = {}) {
  const time = { now: 0 };
  return { time, clock: new WorkClock(pace, () => time.now) };
}
const left = ({ left: { seconds, stepSeconds } }: WorkClock): number => seconds + stepSeconds;

test('the first estimate is the pace of earlier trainings', () => {
  const { clock } = started({ solving: 3 });
  clock.plan(equalSteps('solving', 10, 1));
  clock.plan(equalSteps('live', 10, 1)); // unknown: as fast as the reference machine
  expect(left(clock)).toBeCloseTo(40);
});

test('the pace of a kind of work replaces the expected one once it is measured', () => {
  const { clock, time } = started();
  const work = clock.plan(equalSteps('network', 100, 0.1));
  for (let i = 0; i < 50; i++) {
    time.now += 0.4; // four times as slow as the reference machine
    work.step();
  }
  expect(left(clock)).toBeGreaterThan(50 * 0.4 * 0.75);
  expect(left(clock)).toBeLessThan(50 * 0.4 * 1.25);
  expect(clock.pace.network).toBeGreaterThan(3);
  expect(Object.keys(clock.pace)).toEqual(['network']);
});

test('a kind of work that has not begun is expected to be as slow as the rest of this run', () => {
  const { clock, time } = started({ features: 1, solving: 2 });
  const features = clock.plan(equalSteps('features', 20, 0.2));
  clock.plan(equalSteps('solving', 1, 10));
  for (let i = 0; i < 20; i++) {
    time.now += 0.6; // three times as slow as in earlier trainings
    features.step();
  }
  expect(left(clock)).toBeGreaterThan(35);
  expect(left(clock)).toBeLessThan(65);
});

test('work that turns out to be unnecessary no longer counts', () => {
  const { clock } = started();
  const needed = clock.plan(equalSteps('network', 10, 1));
  const dropped = clock.plan(equalSteps('network', 10, 1));
  needed.step();
  dropped.end();
  expect(clock.left.done).toBeCloseTo(0.1);
  needed.end();
  expect(clock.left).toMatchObject({ done: 1, seconds: 0, stepSeconds: 0 });
  needed.step(); // more steps than planned
  expect(clock.left.done).toBe(1);
});

test('within a long step the time left falls, and grows again if the step takes too long', () => {
  const step = { seconds: 10, stepSeconds: 60 };
  expect(timeLeft(step, 0)).toBe(70);
  expect(timeLeft(step, 30)).toBe(40);
  const at = (elapsed: number): number => timeLeft(step, elapsed);
  expect(at(60)).toBeGreaterThan(20); // it may take as long again, but not 0 s
  expect(at(120)).toBeGreaterThan(at(60));
});
