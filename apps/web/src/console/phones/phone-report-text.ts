import { checks, checkResult, type Check, type Preflight, type CheckResult } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** One test result of a phone. */
export interface Finding {
  readonly check: Check;
  readonly result: CheckResult;
  readonly text: string;
}

const rounded = (value: number | null): string => (value === null ? '–' : `${Math.round(value)}`);

/** Test results of a phone in the order of the columns. */
export function resultsOf(phone: Preflight): readonly Finding[] {
  const { motion, flipped, rateHz, maxGapMs, transport, roundTripMs, slowestMs } = phone;
  const { hertz, milliseconds, pair } = texts().format;
  const finding = (check: Check, text: string): Finding => ({ check, result: checkResult(check, phone), text });
  return [
    finding('motion', motion === 'alive' && flipped === true ? texts().phones.flipped : texts().phones.motion[motion]),
    finding('rate', rateHz === null ? '–' : pair(hertz(rounded(rateHz)), milliseconds(rounded(maxGapMs)))),
    finding('link', texts().phones.transports[transport]),
    finding('roundTrip', roundTripMs === null ? '–' : pair(rounded(roundTripMs), milliseconds(rounded(slowestMs)))),
  ];
}

/** The problems of a phone, each with its solution. */
export function problemsOf(phone: Preflight): readonly string[] {
  return checks.flatMap((check) => {
    const result = checkResult(check, phone);
    if (result !== 'poor' && result !== 'bad') return [];
    const { name, says, todo } = texts().checks[check];
    return [[`${name}: ${says(phone)}`, ...todo(phone)].join(' ')];
  });
}
