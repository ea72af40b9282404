import { describe, expect, test } from 'vitest';
import { networkOriginOf, type OwnAddress } from '../../../../apps/api/src/rooms/preflight/network-origin.js';

/** A laptop in a university network where every device has a public address. */
const own: readonly OwnAddress[] = [
  { address: '127.0.0.1', cidr: '127.0.0.1/8', internal: true },
  { address: '::1', cidr: '::1/128', internal: true },
  { address: '203.0.113.40', cidr: '203.0.113.40/24', internal: false },
  { address: '2001:db8:1:2::40', cidr: '2001:db8:1:2::40/64', internal: false },
  { address: 'fe80::40', cidr: null, internal: false },
];

describe('the network origin of a client', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '203.0.113.40', '2001:db8:1:2::40'])(
    'at %s is this machine',
    (address) => {
      expect(networkOriginOf(address, own)).toBe('this-machine');
    },
  );
  test.each([
    ...['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.7', '169.254.9.9', '100.64.0.1', '::ffff:192.168.0.7'],
    ...['fd12:3456::1', 'fe80::7', 'fe80::7%wlan0', '203.0.113.41', '2001:db8:1:2:aaaa::1'],
  ])('at %s is the local network', (address) => {
    expect(networkOriginOf(address, own)).toBe('local-network');
  });
  test.each([
    ...['8.8.8.8', '172.32.0.1', '172.15.0.1', '100.128.0.1', '203.0.114.41', '::ffff:8.8.8.8'],
    ...['2001:db8:1:3::1', '2a00::1'],
  ])('at %s is the internet', (address) => {
    expect(networkOriginOf(address, own)).toBe('internet');
  });
  test('at an invalid address is the internet', () => {
    for (const address of ['', 'unknown', '192.168.0', '192.168.0.7:5000'])
      expect(networkOriginOf(address, own)).toBe('internet');
  });
});
