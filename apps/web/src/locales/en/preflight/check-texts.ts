import type { Check, Findings, MotionState, PreflightReport, CheckResult, Way } from '@wandcast/protocol';

/** One check, in words. */
export interface CheckWords {
  readonly name: string;
  /** What came of it. */
  readonly says: (found: Findings) => string;
  /** What to do about it, where it is not good, one way after another; empty where nothing can be done. */
  readonly todo: (found: Findings) => readonly string[];
}

export type ChecksWords = Readonly<Record<Check, CheckWords>>;
export type CheckResultTexts = Readonly<Record<CheckResult, string>>;

/** What came of something, and the ways there are to do something about it. */
export type Outcome = readonly [says: string, ...todo: string[]];
export type MotionOutcomes = Readonly<Record<Exclude<MotionState, 'alive'>, Outcome>>;
export type LinkOutcomes = Readonly<Record<PreflightReport['transport'] | 'none', Outcome>>;
export type WayOutcomes = Readonly<Record<Way, Outcome>>;
