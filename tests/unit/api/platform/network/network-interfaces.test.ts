import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import {
  likelyNetworks,
  machineLabel,
  networkAddresses,
} from '../../../../../apps/api/src/platform/network/network-interfaces.js';

const of = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '', cidr: null },
  { address: 'fe80::1', internal, family: 'IPv6', netmask: '', mac: '', cidr: null, scopeid: 1 },
];

test('phones are looked for in real networks before those of containers and tunnels', () => {
  const all = networkAddresses({
    lo: of('127.0.0.1', true),
    docker0: of('172.17.0.1'),
    utun3: of('100.90.1.2'),
    en0: of('169.254.7.7'),
    wlan0: of('192.168.1.5'),
  });
  expect(all.map(({ network }) => network)).toEqual(['docker0', 'utun3', 'en0', 'wlan0']);
  expect(likelyNetworks(all)).toEqual([{ address: '192.168.1.5', network: 'wlan0' }]);
});

test('where there are no others, they are better than none', () => {
  const all = networkAddresses({ docker0: of('172.17.0.1') });
  expect(likelyNetworks(all)).toEqual(all);
  expect(networkAddresses({ lo: of('127.0.0.1', true) })).toEqual([]);
});

test('a machine is called by its label alone, where that is one', () => {
  expect(machineLabel('Lous-MacBook.fritz.box')).toBe('lous-macbook');
  expect(machineLabel('localhost')).toBeUndefined();
  expect(machineLabel('my_laptop')).toBeUndefined();
});
