import type { PreflightReport, Way } from './preflight.js';
import { channelBits } from '../wire/sample-codec.js';

/** `poor`: works, with a hitch that one can do something about. `unknown`: nothing speaks for or against it. */
export type CheckResult = 'good' | 'poor' | 'bad' | 'unknown';

/** What a preflight looks at, in the order in which it is read. */
export const checks = [
  ...(['secure', 'load', 'motion', 'rate', 'signs'] as const),
  ...(['link', 'way', 'roundTrip', 'clock', 'screen', 'storage'] as const),
] as const;
export type Check = (typeof checks)[number];

/**
 * What is known of a phone so far: a report, or the part of one that has been measured. `transport` is null where no
 * connection came about.
 */
export type Findings = Partial<
  Omit<PreflightReport, 'transport'> & { readonly transport: PreflightReport['transport'] | null; readonly way: Way }
>;

/** Readings a second: phones give 60, about half of it to save their battery; strokes are still told apart at 15. */
export const STEADY_HZ = 45;
const LEAST_HZ = 15;
/** Longest time between two readings that no stroke is lost in, ms: a batch of samples. */
const GAP_MS = 100;
/** Up to there the middle of the round trips is not felt, and the slowest of them is no more than a hitch, ms. */
const SLOW_MS = 200;
const SLOWEST_MS = 1_000;
/** Longest time for a page to be there, ms: a tenth of what the way from the code to the first cast may take. */
const LOAD_MS = 3_000;
/** Clocks that are further off are on another date, by which certificates are judged, ms. */
const CLOCK_MS = 12 * 3_600_000;

/** What `found` says of one check; `unknown` where it says nothing yet. */
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
    case 'way':
      // On this machine, or out of a tunnel that ends on it: nothing was learnt of the room's network.
      return found.way === undefined || found.way === 'this-machine' ? 'unknown' : 'good';
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

/** Without these nobody can say whether a phone can be a wand. */
const essential = ['secure', 'motion', 'rate', 'link', 'roundTrip'] as const satisfies readonly Check[];

/** Whether a phone can be a wand: as bad as its worst check; `unknown` where an essential one is not known. */
export function overallResult(found: Findings): CheckResult {
  const results = checks.map((check) => checkResult(check, found));
  if (results.includes('bad')) return 'bad';
  if (essential.some((check) => checkResult(check, found) === 'unknown')) return 'unknown';
  return worst(results);
}

function motionResult({ motion, channels }: Findings): CheckResult {
  if (motion === undefined || motion === 'asleep') return 'unknown'; // a tap is missing, and nothing was refused
  if (motion !== 'alive') return 'bad';
  if (channels === undefined) return 'good';
  // Gravity is taken out by following the turns of the phone; without a gyroscope that is guesswork.
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

/** What is not known speaks neither for nor against. */
function worst(results: readonly CheckResult[]): CheckResult {
  return (['bad', 'poor', 'good'] as const).find((result) => results.includes(result)) ?? 'unknown';
}
