import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressGroup } from '../../../../../apps/api/src/platform/network/address-group.js';

test.each([
  ['192.168.1.20', '192.168.1.20'],
  ['::ffff:192.168.1.20', '192.168.1.20'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s counts as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

/** Sixteen bits of an IPv6 address, as addresses are written: with zeros in front or without, in either case. */
const part = fc
  .tuple(fc.integer({ min: 0, max: 0xffff }), fc.boolean(), fc.boolean())
  .map(([bits, isPadded, isUpper]) => {
    const text = bits.toString(16).padStart(isPadded ? 4 : 1, '0');
    return isUpper ? text.toUpperCase() : text;
  });
const parts = (length: number): fc.Arbitrary<string[]> => fc.array(part, { minLength: length, maxLength: length });

test('all addresses of a /64 network are one, however they are written, and others are not', () => {
  fc.assert(
    fc.property(parts(4), parts(4), parts(4), fc.nat(3), ([...network], own, other, changed) => {
      const group = addressGroup([...network, ...own].join(':'));
      expect(addressGroup([...network, ...other].join(':'))).toBe(group);
      expect(addressGroup(`${network.join(':')}::`)).toBe(group);
      expect(addressGroup(`${[...network, ...own].join(':')}%eth0`)).toBe(group);
      const elsewhere = network.map((text, i) => (i === changed ? (parseInt(text, 16) ^ 1).toString(16) : text));
      expect(addressGroup([...elsewhere, ...own].join(':'))).not.toBe(group);
    }),
  );
});

test('whatever a client is said to have as its address, the group is a text of bounded length', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (address) => {
      const group = addressGroup(address);
      expect(group.length).toBeLessThanOrEqual(Math.max(address.length, 24));
      expect(group.endsWith('::/64')).toBe(isIPv6(address) && !/^::ffff:[\d.]+$/i.test(address));
    }),
  );
});
