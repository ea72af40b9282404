import { expect, test } from 'vitest';
import { AddressLimits } from '../../../../../apps/api/src/platform/limits/address-limits.js';
import { KeyedTokenBuckets } from '../../../../../apps/api/src/platform/limits/keyed-token-buckets.js';

const allowed = (times: number, act: () => boolean): number =>
  Array.from({ length: times }, act).filter(Boolean).length;

test('a bucket allows a burst, then a rate, for each key', () => {
  const buckets = new KeyedTokenBuckets({ burst: 3, perSecond: 2 });
  expect([0, 0, 0, 0, 499, 500, 501].map((now) => buckets.take('one', now))).toEqual(
    [true, true, true, false, false, true, false], // prettier-ignore
  );
  expect(buckets.take('other', 501)).toBe(true);
});

test('a bucket stays empty while thousands of other keys come and go', () => {
  const buckets = new KeyedTokenBuckets({ burst: 1, perSecond: 0.001 });
  expect(buckets.take('one', 0)).toBe(true);
  for (let i = 0; i < 30_000; i++) buckets.take(`key ${i}`, 10);
  expect(buckets.take('one', 20)).toBe(false);
});

test('a hall of 1,000 phones joins at once from one address, and a flood from there stops no other address', () => {
  const limits = new AddressLimits();
  expect(allowed(1_000, () => limits.allowsConnection('192.0.2.1'))).toBe(1_000);
  expect(allowed(1_000, () => limits.allowsJoin('192.0.2.1'))).toBe(1_000);
  expect(allowed(1_000, () => limits.allowsNewcomer('192.0.2.1'))).toBe(1_000);
  expect(allowed(10_000, () => limits.allowsJoin('192.0.2.1'))).toBeLessThan(1_000);
  expect(allowed(10_000, () => limits.allowsNewcomer('192.0.2.1'))).toBeLessThan(2_000);
  expect(limits.allowsJoin('192.0.2.2')).toBe(true);
});

test('an address holds a limited number of open connections', () => {
  const limits = new AddressLimits();
  const close = Array.from({ length: 3_000 }, () => limits.opened('192.0.2.1'));
  expect(limits.allowsConnection('192.0.2.1')).toBe(false);
  close[0]?.();
  expect(limits.allowsConnection('192.0.2.1')).toBe(true);
});

test('addresses of one /64 prefix share their limits', () => {
  const limits = new AddressLimits();
  allowed(10_000, () => limits.allowsNewcomer('2001:db8::1'));
  expect(limits.allowsNewcomer('2001:db8:0:0:ffff::7')).toBe(false);
  expect(limits.allowsNewcomer('2001:db8:0:1::1')).toBe(true);
});
