import { checks, overallResult, checkResult, type Check, type Findings, type CheckResult } from '@wandcast/protocol';
import { motionStates } from '@wandcast/protocol/schemas';
import { describe, expect, test } from 'vitest';

/** A phone without any problem. */
const fine: Findings = {
  ...({ secure: true, transport: 'websocket', networkOrigin: 'local-network', motion: 'alive', channels: 7 } as const),
  ...{ rateHz: 60, maxGapMs: 18, flipped: true, roundTripMs: 12, slowestMs: 40, offsetMs: -250, loadMs: 400 },
  ...{ wakeLock: true, storage: true },
};

describe('a check', () => {
  test.each(checks)('%s is good on a phone without problems, and unknown before any measurement', (check) => {
    expect(checkResult(check, fine)).toBe('good');
    expect(checkResult(check, {})).toBe('unknown');
  });

  test.each<[Check, Findings, CheckResult]>([
    ['secure', { secure: false }, 'bad'],
    ['load', { loadMs: 3_001 }, 'poor'],
    ['load', { loadMs: null }, 'unknown'],
    ['motion', { motion: 'alive' }, 'good'],
    ['motion', { motion: 'alive', channels: 2 }, 'poor'],
    ['motion', { motion: 'alive', channels: 6 }, 'good'],
    ['motion', { motion: 'asleep' }, 'unknown'],
    ['rate', { rateHz: 31, maxGapMs: 40 }, 'poor'],
    ['rate', { rateHz: 14, maxGapMs: 90 }, 'bad'],
    ['rate', { rateHz: 60, maxGapMs: 101 }, 'poor'],
    ['rate', { rateHz: null, maxGapMs: null }, 'unknown'],
    ['signs', { flipped: false }, 'good'],
    ['signs', { flipped: null }, 'unknown'],
    ['link', { transport: 'polling' }, 'poor'],
    ['link', { transport: null }, 'bad'],
    ['networkOrigin', { networkOrigin: 'internet' }, 'good'],
    ['networkOrigin', { networkOrigin: 'this-machine' }, 'unknown'],
    ['roundTrip', { roundTripMs: 201, slowestMs: 210 }, 'poor'],
    ['roundTrip', { roundTripMs: 20, slowestMs: 1_001 }, 'poor'],
    ['roundTrip', { roundTripMs: 0, slowestMs: 0 }, 'good'],
    ['clock', { offsetMs: -24 * 3_600_000 }, 'poor'],
    ['clock', { offsetMs: 60_000 }, 'good'],
    ['screen', { wakeLock: false }, 'poor'],
    ['storage', { storage: false }, 'poor'],
  ])('%s of %j is %s', (check, found, result) => {
    expect(checkResult(check, found)).toBe(result);
  });

  test.each(motionStates.filter((state) => state !== 'alive' && state !== 'asleep'))(
    'is bad for motion that is %s',
    (motion) => {
      expect(checkResult('motion', { motion })).toBe('bad');
    },
  );
});

describe('a phone', () => {
  test('is as good as its worst check', () => {
    expect(overallResult(fine)).toBe('good');
    expect(overallResult({ ...fine, wakeLock: false })).toBe('poor');
    expect(overallResult({ ...fine, wakeLock: false, motion: 'blocked' })).toBe('bad');
  });
  test('is unknown while an essential check is unknown, but not because of others', () => {
    expect(overallResult({})).toBe('unknown');
    expect(overallResult({ ...fine, rateHz: null })).toBe('unknown');
    expect(overallResult({ ...fine, motion: 'asleep' })).toBe('unknown');
    expect(overallResult({ ...fine, flipped: null, networkOrigin: 'this-machine', loadMs: null })).toBe('good');
  });
  test('is bad as soon as one check is bad', () => {
    expect(overallResult({ secure: false })).toBe('bad');
  });
});
