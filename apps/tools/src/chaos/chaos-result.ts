import { percentile } from '../figures/percentiles.js';
import type { StoredCheck } from './check-stored-casts.js';
import type { Target } from './faults/fault.js';
import { missedPromises } from './promises.js';
import { isRecovered, type Recovery } from './recovery.js';

/** Times in ms; null if there are none. */
interface Times {
  readonly p50: number | null;
  readonly max: number | null;
}

interface FaultFigures {
  readonly times: number;
  readonly recoveredMs: Times;
  readonly joinedMs: Times;
  readonly backMs: Times;
  readonly firstAnswerMs?: Times;
  /** How often `/health` said 503 with a reason; only of faults during which it should. */
  readonly health503?: number;
}

/** Result of `npm run chaos`; its usage explains the terms. */
export interface ChaosResult extends StoredCheck {
  /** Faults done, by target. One server needs no Redis: `relay-loss.test.ts` takes it from two. */
  readonly kills: Readonly<Record<'api' | 'database' | 'redis' | 'network', number>>;
  readonly freezes: number;
  readonly fullDisks: number;
  /** Why the disk was never full; null if it was in the plan. */
  readonly fullDisksSkipped: string | null;
  readonly acked: number;
  /** Refused for good, by failure code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Neither acknowledged nor refused at the end. */
  readonly unanswered: number;
  readonly recoveredMs: Times;
  readonly backMs: Times;
  readonly firstAnswerMs: Times;
  readonly byFault: Readonly<Record<string, FaultFigures>>;
  /** Promises about times, and about `/health`, that were not kept. */
  readonly missed: readonly string[];
  /** The fault after which the room did not come back within a minute, which ended the drive; null if there was none. */
  readonly stuckAfter: string | null;
  readonly seed: number;
  readonly wands: number;
  readonly seconds: number;
}

type Counts = Pick<ChaosResult, 'acked' | 'refused' | 'unanswered' | 'seed' | 'wands' | 'seconds' | 'fullDisksSkipped'>;

export function summarize(recoveries: readonly Recovery[], check: StoredCheck, counts: Counts): ChaosResult {
  const count = (target: Target): number => recoveries.filter(({ fault }) => fault.target === target).length;
  const names = [...new Set(recoveries.map(({ fault }) => fault.name))].sort();
  const byFault = names.map(
    (name) => [name, figuresOf(recoveries.filter(({ fault }) => fault.name === name))] as const,
  );
  return {
    kills: { api: count('api'), database: count('database'), redis: 0, network: count('network') },
    freezes: count('freeze'),
    fullDisks: count('disk'),
    ...check,
    ...counts,
    recoveredMs: timesOf(recoveries.map(({ recoveredMs }) => recoveredMs)),
    backMs: timesOf(recoveries.map(({ backMs }) => backMs)),
    firstAnswerMs: timesOf(recoveries.map(({ firstAnswerMs }) => firstAnswerMs)),
    byFault: Object.fromEntries(byFault),
    missed: missedPromises(recoveries),
    stuckAfter: recoveries.find((recovery) => !isRecovered(recovery))?.fault.name ?? null,
  };
}

/** Whether nothing acknowledged was lost or changed, and the room came back every time. */
export function isIntact({ lost, duplicates, wrongOwner, damaged, unanswered, stuckAfter }: ChaosResult): boolean {
  return lost + duplicates + wrongOwner + damaged + unanswered === 0 && stuckAfter === null;
}

function figuresOf(recoveries: readonly Recovery[]): FaultFigures {
  const firstAnswers = recoveries.flatMap(({ firstAnswerMs }) => firstAnswerMs ?? []);
  const reports = recoveries.flatMap(({ reported }) => reported ?? []);
  return {
    times: recoveries.length,
    recoveredMs: timesOf(recoveries.map(({ recoveredMs }) => recoveredMs)),
    joinedMs: timesOf(recoveries.map(({ joinedMs }) => joinedMs)),
    backMs: timesOf(recoveries.map(({ backMs }) => backMs)),
    ...(firstAnswers.length > 0 && { firstAnswerMs: timesOf(firstAnswers) }),
    ...(reports.length > 0 && { health503: reports.filter(Boolean).length }),
  };
}

function timesOf(values: readonly (number | undefined)[]): Times {
  const known = values.flatMap((value) => value ?? []);
  const whole = (share: number): number | null => {
    const value = percentile(known, share);
    return value === null ? null : Math.round(value);
  };
  return { p50: whole(0.5), max: whole(1) };
}
