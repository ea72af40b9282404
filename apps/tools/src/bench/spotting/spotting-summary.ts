import { percentile } from '../../figures/percentiles.js';
import { roundTo } from '../../figures/round-to.js';
import type { CastFate } from './match-answers.js';
import type { PersonResult } from './measure-spotting.js';

export interface SpottingSummary {
  readonly casts: number;
  readonly minutes: number;
  readonly precision: number;
  readonly recall: number;
  readonly falseAlarmsPerMinute: number;
  /** Mean over the models; each chose its own. */
  readonly threshold: number;
  /** From the end of a movement to the right answer; null if there was none. */
  readonly latencyMs: { readonly p50: number | null; readonly p95: number | null };
  /** Share of casts by what became of them. */
  readonly fates: Readonly<Record<CastFate['kind'], number>>;
  readonly recallPerUser: Readonly<Record<string, number>>;
}

/** Sums up the streams of all people and seeds. */
export function summarizeSpotting(results: readonly PersonResult[]): SpottingSummary {
  const fates = results.flatMap(({ matched }) => matched.fates);
  const falseAlarms = results.reduce((sum, { matched }) => sum + matched.falseAlarms.length, 0);
  const minutes = results.reduce((sum, one) => sum + one.minutes, 0);
  const share = (kind: CastFate['kind'], among = fates): number =>
    roundTo(among.filter(({ fate }) => fate.kind === kind).length / among.length, 3);
  const count = (kind: CastFate['kind']): number => fates.filter(({ fate }) => fate.kind === kind).length;
  const latencies = fates.flatMap(({ cast, fate }) =>
    fate.kind === 'right' ? [fate.answer.answeredAt - cast.to] : [],
  );
  const users = [...new Set(results.map(({ user }) => user))];
  return {
    casts: fates.length,
    minutes: roundTo(minutes, 1),
    precision: roundTo(count('right') / (count('right') + count('wrong') + falseAlarms), 3),
    recall: share('right'),
    falseAlarmsPerMinute: roundTo(falseAlarms / minutes, 2),
    threshold: roundTo(results.reduce((sum, { threshold }) => sum + threshold, 0) / results.length, 3),
    latencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
    fates: { right: share('right'), wrong: share('wrong'), rejected: share('rejected'), missed: share('missed') },
    recallPerUser: Object.fromEntries(
      users.map((user) => [
        user,
        share(
          'right',
          results.flatMap((one) => (one.user === user ? one.matched.fates : [])),
        ),
      ]),
    ),
  };
}
