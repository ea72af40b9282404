import type { NetworkOrigin, PreflightReport } from './preflight.js';
import { channelBits } from '../wire/sample-codec.js';

/** `poor`: works, with a problem that can be fixed. `unknown`: not measured, or inconclusive. */
export type CheckResult = 'good' | 'poor' | 'bad' | 'unknown';

/** The checks of a preflight, in display order. */
export const checks = [
  ...(['secure', 'load', 'motion', 'rate', 'signs'] as const),
  ...(['link', 'networkOrigin', 'roundTrip', 'clock', 'screen', 'storage'] as const),
] as const;
export type Check = (typeof checks)[number];

/**
 * Measurements of a phone so far: all or part of a report. `transport` is null if no connection could be made.
 */
export type Findings = Partial<
  Omit<PreflightReport, 'transport'> & {
    readonly transport: PreflightReport['transport'] | null;
    readonly networkOrigin: NetworkOrigin;
  }
>;

/** A good sample rate. Phones deliver 60 Hz, and about half of that in power-saving mode. */
export const STEADY_HZ = 45;
/** The lowest usable sample rate: at 15 Hz, strokes can still be distinguished. */
const LEAST_HZ = 15;
/** Longest acceptable gap between samples, ms: the duration of a batch. */
const GAP_MS = 100;
/** Highest median round trip that users do not notice, ms. */
const SLOW_MS = 200;
/** Longest acceptable round trip, ms. */
const SLOWEST_MS = 1_000;
/** Longest acceptable load time of the page, ms: a tenth of the time budget from scanning the code to the first cast. */
const LOAD_MS = 3_000;
/** Largest acceptable clock error, ms. Beyond this the date may be wrong, and certificates may seem invalid. */
const CLOCK_MS = 12 * 3_600_000;

/** The result of one check, given the measurements so far. */
export function checkResult(check: Check, found: Findings): CheckResult {
  switch (check) {
    case 'secure':
      return found.secure === undefined ? 'unknown' : found.secure ? 'good' : 'bad';
    case 'load':
      return upTo(found.loadMs, LOAD_MS);
    case 'motion':
      return motionResult(found);
    case 'rate':
      return rateResult(found);
    case 'signs':
      return found.flipped == null ? 'unknown' : 'good';
    case 'link':
      if (found.transport === undefined) return 'unknown';
      return found.transport === null ? 'bad' : found.transport === 'websocket' ? 'good' : 'poor';
    case 'networkOrigin':
      // Loopback, or a tunnel that ends on this machine: this says nothing about the venue's network.
      return found.networkOrigin === undefined || found.networkOrigin === 'this-machine' ? 'unknown' : 'good';
    case 'roundTrip':
      return worst([upTo(found.roundTripMs, SLOW_MS), upTo(found.slowestMs, SLOWEST_MS)]);
    case 'clock':
      return upTo(found.offsetMs == null ? null : Math.abs(found.offsetMs), CLOCK_MS);
    case 'screen':
      return found.wakeLock === undefined ? 'unknown' : found.wakeLock ? 'good' : 'poor';
    case 'storage':
      return found.storage === undefined ? 'unknown' : found.storage ? 'good' : 'poor';
  }
}

/** Checks that must be known before a phone can be judged. */
const essential = ['secure', 'motion', 'rate', 'link', 'roundTrip'] as const satisfies readonly Check[];

/** Whether a phone can be used as a wand: the worst of its checks; `unknown` if an essential check is unknown. */
export function overallResult(found: Findings): CheckResult {
  const results = checks.map((check) => checkResult(check, found));
  if (results.includes('bad')) return 'bad';
  if (essential.some((check) => checkResult(check, found) === 'unknown')) return 'unknown';
  return worst(results);
}

function motionResult({ motion, channels }: Findings): CheckResult {
  if (motion === undefined || motion === 'asleep') return 'unknown'; // still needs a tap to ask for permission
  if (motion !== 'alive') return 'bad';
  if (channels === undefined) return 'good';
  // Removing gravity requires the phone's rotation, which only a gyroscope measures accurately.
  return (channels & (channelBits.linear | channelBits.rotation)) === 0 ? 'poor' : 'good';
}

function rateResult({ rateHz, maxGapMs }: Findings): CheckResult {
  if (rateHz == null) return 'unknown';
  if (rateHz < LEAST_HZ) return 'bad';
  return worst([rateHz < STEADY_HZ ? 'poor' : 'good', upTo(maxGapMs, GAP_MS)]);
}

function upTo(value: number | null | undefined, limit: number): CheckResult {
  if (value == null) return 'unknown';
  return value <= limit ? 'good' : 'poor';
}

/** The worst known result; `unknown` if none is known. */
function worst(results: readonly CheckResult[]): CheckResult {
  return (['bad', 'poor', 'good'] as const).find((result) => results.includes(result)) ?? 'unknown';
}
