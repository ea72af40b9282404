import { percentText } from '../../figures/percent-text.js';
import { percentiles, type Percentiles } from '../../figures/percentiles.js';
import { roundTo } from '../../figures/round-to.js';
import { tableRow } from '../../figures/table-row.js';
import type { AttackCounts } from './kinds/attack.js';
import type { AttackName } from './attacks.js';

/** What one attack did to the room beside it. Times in ms, memory in MB. */
export interface AttackResult {
  readonly attack: AttackName;
  /** Casts from their end to their acknowledgement, before the attack. */
  readonly before: Percentiles;
  /** The same of casts that ended during the attack; the ratio is that of the p99. */
  readonly during: Percentiles & { readonly ratio: number };
  readonly castsBefore: number;
  readonly castsDuring: number;
  /**
   * Casts of the room since the attack before this one that were never acknowledged, or that the database does not have
   * as they were sent.
   */
  readonly lost: number;
  /** Casts of the room that the server refused. */
  readonly refusedGood: number;
  /** Resident memory of the server: after garbage collection before and after the attack, and the most during it. */
  readonly rssBefore: number;
  readonly rssPeak: number;
  readonly rssAfter: number;
  /** From the end of the attack until memory was back; null if it was not within a minute. */
  readonly backAfterMs: number | null;
  /** Share of the time that the server's main thread used a processor, from 0 to 1. */
  readonly mainThread: { readonly before: number; readonly during: number };
  /** Longest time that it did so without a pause during the attack. */
  readonly busyMs: number;
  readonly counts: AttackCounts;
}

export interface AttacksResult {
  readonly attacks: readonly AttackResult[];
  /** Attacks that the room did not withstand. */
  readonly broken: readonly AttackName[];
  /** Of the whole run. */
  readonly lost: number;
  readonly crashes: number;
  readonly unhandled: number;
  /** Lines of the server's log of level error, except those of a busy server. */
  readonly errors: readonly string[];
  readonly wands: number;
  readonly seconds: number;
  readonly seed: number;
}

/** Acknowledgements may take this many times as long as before. */
const MAX_RATIO = 3;

/** Nobody notices a shorter time, ms, of one cast in a hundred. */
const UNNOTICED_MS = 50;

/** The ratio of two p99, of times in ms. */
export function duringAttack(before: readonly number[], during: readonly number[]): AttackResult['during'] {
  const [{ p99: calm }, figures] = [percentiles(before), percentiles(during)];
  // Without an acknowledgement the attack has stopped the room.
  const ratio = figures.p99 === null ? Infinity : figures.p99 / Math.max(calm ?? 0, 0.1);
  return { ...figures, ratio: roundTo(Math.min(ratio, 9_999), 2) };
}

/** Whether the room went on as if nothing had happened. */
export function isWithstood({ during, lost, refusedGood, backAfterMs }: AttackResult): boolean {
  const isSlow = during.p99 === null || (during.ratio > MAX_RATIO && during.p99 > UNNOTICED_MS);
  return lost === 0 && refusedGood === 0 && !isSlow && backAfterMs !== null;
}

export function areWithstood({ broken, lost, crashes, unhandled }: AttacksResult): boolean {
  return broken.length === 0 && lost === 0 && crashes === 0 && unhandled === 0;
}

/** The results as a table for people. */
export function attacksReport(result: AttacksResult): string {
  const widths = { nameWidth: 20, cellWidth: 12 };
  const head = [
    'sent',
    'p99 before',
    'p99 during',
    'ratio',
    'lost',
    'CPU before',
    'CPU during',
    'MB before',
    'MB peak',
    'MB after',
    'back after s',
  ];
  const rows = result.attacks.map(({ attack, counts, before, during, lost, ...one }) =>
    tableRow(
      attack,
      [
        ...[counts.sent, before.p99 ?? '-', during.p99 ?? '-', during.ratio, lost],
        ...[percentText(one.mainThread.before), percentText(one.mainThread.during)],
        ...[one.rssBefore, one.rssPeak, one.rssAfter],
        one.backAfterMs === null ? 'never' : roundTo(one.backAfterMs / 1000, 1),
      ],
      widths,
    ),
  );
  const { wands, seconds, broken, lost, crashes, unhandled, errors } = result;
  const verdict = lost === 0 ? 'The room withstood every attack.' : 'The room lost casts after the last attack.';
  return [
    tableRow('attack', head, widths),
    ...rows,
    `${wands} casting wands, ${seconds} s before and during each attack; acknowledgements in ms, CPU of the main thread`,
    `${lost} lost casts, ${crashes} crashes, ${unhandled} unhandled errors, ${errors.length} errors in the log`,
    broken.length === 0 ? verdict : `Not withstood: ${broken.join(', ')}`,
    ...errors.slice(0, 5),
  ].join('\n');
}
