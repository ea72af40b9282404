import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import {
  likelyNetworks,
  machineLabel,
  networkAddresses,
} from '../../../../../apps/api/src/platform/network/network-interfaces.js';

const addressesOf = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '', cidr: null },
  { address: 'fe80::1', internal, family: 'IPv6', netmask: '', mac: '', cidr: null, scopeid: 1 },
];

test('prefers physical networks to those of containers and tunnels', () => {
  const all = networkAddresses({
    lo: addressesOf('127.0.0.1', true),
    docker0: addressesOf('172.17.0.1'),
    utun3: addressesOf('100.90.1.2'),
    en0: addressesOf('169.254.7.7'),
    wlan0: addressesOf('192.168.1.5'),
  });
  expect(all.map(({ network }) => network)).toEqual(['docker0', 'utun3', 'en0', 'wlan0']);
  expect(likelyNetworks(all)).toEqual([{ address: '192.168.1.5', network: 'wlan0' }]);
});

test('falls back to virtual networks if there are no others', () => {
  const all = networkAddresses({ docker0: addressesOf('172.17.0.1') });
  expect(likelyNetworks(all)).toEqual(all);
  expect(networkAddresses({ lo: addressesOf('127.0.0.1', true) })).toEqual([]);
});

test('returns the first label of the host name if it is valid in DNS', () => {
  expect(machineLabel('Lous-MacBook.fritz.box')).toBe('lous-macbook');
  expect(machineLabel('localhost')).toBeUndefined();
  expect(machineLabel('my_laptop')).toBeUndefined();
});
