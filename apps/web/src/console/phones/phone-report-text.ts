import {
  checks,
  checkResult,
  type Check,
  type MotionState,
  type Preflight,
  type CheckResult,
  type Way,
} from '@wandcast/protocol';
import { preflight } from '../../locales/en/preflight';

export const wayWords: Readonly<Record<Way, string>> = {
  'local-network': 'local network',
  internet: 'internet',
  'this-machine': 'this machine',
};

const motionWords: Readonly<Record<MotionState, string>> = {
  alive: 'felt',
  asleep: 'not asked',
  blocked: 'refused',
  silent: 'silent',
  zero: 'all zeros',
  missing: 'no sensor',
  insecure: 'plain link',
};

/** One thing that was found out about a phone. */
export interface Finding {
  readonly check: Check;
  readonly result: CheckResult;
  readonly words: string;
}

const rounded = (value: number | null): string => (value === null ? '–' : `${Math.round(value)}`);

/** What one compares phones by, in the order of the list's columns. */
export function figuresOf(phone: Preflight): readonly Finding[] {
  const { motion, flipped, rateHz, maxGapMs, transport, roundTripMs, slowestMs } = phone;
  const finding = (check: Check, words: string): Finding => ({ check, result: checkResult(check, phone), words });
  return [
    finding('motion', motion === 'alive' && flipped === true ? 'felt, flipped' : motionWords[motion]),
    finding('rate', rateHz === null ? '–' : `${rounded(rateHz)} Hz / ${rounded(maxGapMs)} ms`),
    finding('link', transport === 'websocket' ? 'WebSocket' : 'polling'),
    finding('roundTrip', roundTripMs === null ? '–' : `${rounded(roundTripMs)} / ${rounded(slowestMs)} ms`),
  ];
}

/** What stands in a phone's way, each with what to do about it. */
export function hitchesOf(phone: Preflight): readonly string[] {
  return checks.flatMap((check) => {
    const result = checkResult(check, phone);
    if (result !== 'poor' && result !== 'bad') return [];
    const { name, says, todo } = preflight.checks[check];
    return [[`${name}: ${says(phone)}`, ...todo(phone)].join(' ')];
  });
}
