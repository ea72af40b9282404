import type { Check, Findings, MotionState, PreflightReport, CheckResult, NetworkOrigin } from '@wandcast/protocol';

/** The texts of a check. */
export interface CheckTexts {
  readonly name: string;
  /** The result. */
  readonly says: (found: Findings) => string;
  /** What to do if the result is not good, in order; empty if nothing can be done. */
  readonly todo: (found: Findings) => readonly string[];
}

export type ChecksTexts = Readonly<Record<Check, CheckTexts>>;
export type CheckResultTexts = Readonly<Record<CheckResult, string>>;

/** A result, followed by what to do about it. */
export type ResultText = readonly [says: string, ...todo: string[]];
export type MotionOutcomes = Readonly<Record<Exclude<MotionState, 'alive'>, ResultText>>;
export type LinkOutcomes = Readonly<Record<PreflightReport['transport'] | 'none', ResultText>>;
export type NetworkOriginOutcomes = Readonly<Record<NetworkOrigin, ResultText>>;
