import { expect, test } from 'vitest';
import { isLoopback, isPrivate } from '../../../../../apps/api/src/platform/network/private-hosts.js';

test.each([
  '192.168.1.5',
  '10.1.2.3',
  '172.31.0.1',
  '100.64.0.1',
  'localhost',
  'laptop.local',
  'a.home.arpa',
  '::1',
  'fe80::1',
  'fd12::9',
])(
  // prettier-ignore
  '%s is private',
  (host) => {
    expect(isPrivate(host)).toBe(true);
  },
);

test.each(['93.184.216.34', '172.32.0.1', '100.128.0.1', 'example.org', 'local.example.org', 'notlocal', '2606::1'])(
  '%s is public',
  (host) => {
    expect(isPrivate(host)).toBe(false);
  },
);

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', 'localhost', 'wand.localhost'])(
  '%s is loopback',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each(['192.168.1.5', '::ffff:192.168.1.5', '', '128.0.0.1', 'localhost.example.org'])(
  '%s is not loopback',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);
