import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  WorkClock,
  blendPaces,
  parallelTimeLeft,
  timeLeft,
  type Pace,
  type PlannedWork,
  type WorkKind,
} from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

/** Recorded work of a training half: runs of equal steps of each plan, and when each step was done, ms. */
interface Recorded {
  readonly seconds: number;
  readonly plans: readonly (readonly [kind: WorkKind, seconds: number, count: number][])[];
  readonly events: readonly [at: number, what: 'plan' | 'step' | 'end', plan: number][];
}
interface Recording {
  readonly name: string;
  readonly casts: number;
  readonly whole: Recorded;
  readonly live: Recorded;
  readonly compare: Recorded;
}

const recordings = JSON.parse(
  gunzipSync(readFileSync(new URL('../../../fixtures/training-work.json.gz', import.meta.url))).toString(),
) as Recording[];

/** Interval at which a page would read the estimate, s. */
const EVERY = 0.5;
/** A share of a second is as good as none. */
const MIN_SECONDS = 0.5;

/** The estimate at each moment of a recorded training, replayed with its own times. */
function estimatesOf({ plans, events }: Recorded, prior: Pace): { at: (now: number) => number; pace: () => Pace } {
  let now = 0;
  const clock = new WorkClock(prior, () => now);
  const works: PlannedWork[] = [];
  let next = 0;
  return {
    at: (time) => {
      for (; (events[next]?.[0] ?? Infinity) / 1000 <= time; next++) {
        const [at, what, plan] = events[next] ?? [0, 'end', 0];
        now = at / 1000;
        if (what === 'plan')
          works[plan] = clock.plan(
            (plans[plan] ?? []).flatMap(([kind, seconds, count]) =>
              Array.from({ length: count }, () => ({ kind, seconds })),
            ),
          );
        else works[plan]?.[what]();
      }
      return timeLeft(clock.left, time - now);
    },
    pace: () => clock.pace,
  };
}

/** How far off the estimate of the slower half is over the whole course: estimated by real time, or the reverse. */
function factorsOf(halves: readonly Recorded[], prior: Pace): number[] {
  const estimates = halves.map((half) => estimatesOf(half, prior));
  const seconds = Math.max(...halves.map((half) => half.seconds));
  const factors: number[] = [];
  for (let time = EVERY; time < seconds - MIN_SECONDS; time += EVERY) {
    const lefts = estimates.map(({ at }) => at(time));
    const estimate = Math.max(MIN_SECONDS, lefts.length === 1 ? (lefts[0] ?? 0) : parallelTimeLeft(lefts));
    factors.push(Math.max(estimate / (seconds - time), (seconds - time) / estimate));
  }
  return factors.sort((a, b) => a - b);
}

/** The pace at the end of a recorded training, as the server stores it for the next one. */
function paceAfter({ whole, live, compare }: Recording): Pace {
  const paces = [whole, live, compare].map((half) => {
    const estimates = estimatesOf(half, {});
    estimates.at(half.seconds);
    return estimates.pace();
  });
  return Object.assign({}, ...paces) as Pace;
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(share * sorted.length)] ?? NaN;

describe('the time left of recorded trainings', () => {
  test.each(recordings)('of $casts casts is within a factor of 1.5 in the median', (recording) => {
    const { casts, whole, live, compare } = recording;
    const others = recordings.filter((other) => other !== recording);
    const learned = others.reduce<Pace>((pace, other) => blendPaces(pace, paceAfter(other)), {});
    for (const [what, halves] of [
      ['training', [whole, live]],
      ['comparison', [compare]],
    ] as const) {
      const [first, later] = [factorsOf(halves, {}), factorsOf(halves, learned)];
      const text = (factors: readonly number[]): string =>
        `median ${quantile(factors, 0.5).toFixed(2)}, 90% ${quantile(factors, 0.9).toFixed(2)}`;
      console.info(`${what} with ${casts} casts: ${text(later)}; as the first on a machine: ${text(first)}`);
      expect([what, quantile(later, 0.5) < 1.5]).toEqual([what, true]);
    }
  });

  test('is never a few seconds for long while much is left', () => {
    for (const { whole, live } of recordings) {
      const estimates = [whole, live].map((half) => estimatesOf(half, {}));
      const seconds = Math.max(whole.seconds, live.seconds);
      let longest = 0;
      for (let [time, since] = [EVERY, Infinity]; time < seconds - 10; time += EVERY) {
        const estimate = parallelTimeLeft(estimates.map(({ at }) => at(time)));
        since = estimate < 3 ? Math.min(since, time) : Infinity;
        longest = Math.max(longest, time - since);
      }
      expect(longest).toBeLessThan(5);
    }
  });
});
