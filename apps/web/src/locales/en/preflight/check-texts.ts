import type { Check, Findings, MotionState, PreflightReport, CheckResult, Way } from '@wandcast/protocol';

/** The texts of a check. */
export interface CheckWords {
  readonly name: string;
  /** The result. */
  readonly says: (found: Findings) => string;
  /** What to do if the result is not good, in order; empty if nothing can be done. */
  readonly todo: (found: Findings) => readonly string[];
}

export type ChecksWords = Readonly<Record<Check, CheckWords>>;
export type CheckResultTexts = Readonly<Record<CheckResult, string>>;

/** A result, and what to do about it. */
export type Outcome = readonly [says: string, ...todo: string[]];
export type MotionOutcomes = Readonly<Record<Exclude<MotionState, 'alive'>, Outcome>>;
export type LinkOutcomes = Readonly<Record<PreflightReport['transport'] | 'none', Outcome>>;
export type WayOutcomes = Readonly<Record<Way, Outcome>>;
