import { describe, expect, test } from 'vitest';
import { clientAddress, rememberTrust } from '../../../../../apps/api/src/platform/network/client-address.js';

const trusted = new Set(['127.0.0.1', '10.0.0.9']);
const trusts = (address: string): boolean => trusted.has(address);
const from = (remoteAddress: string | undefined, forwarded?: string | string[]): string =>
  clientAddress(
    { headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) }, socket: { remoteAddress } },
    trusts,
  );

describe('the client address', () => {
  test('is the remote address without proxies', () => {
    expect(from('192.168.0.7')).toBe('192.168.0.7');
    expect(from('127.0.0.1')).toBe('127.0.0.1');
  });
  test('is the address reported by a trusted proxy, or by a chain of them', () => {
    expect(from('127.0.0.1', '192.168.0.7')).toBe('192.168.0.7');
    expect(from('127.0.0.1', '192.168.0.7, 10.0.0.9')).toBe('192.168.0.7');
    expect(from('127.0.0.1', ['192.168.0.7', '10.0.0.9'])).toBe('192.168.0.7');
  });
  test('is not taken from untrusted clients', () => {
    expect(from('192.168.0.7', '8.8.8.8')).toBe('192.168.0.7');
    expect(from('127.0.0.1', '8.8.8.8, 192.168.0.7')).toBe('192.168.0.7');
  });
  test('is empty if the connection has closed, and the proxy’s own if the header is empty', () => {
    expect(from(undefined)).toBe('');
    expect(from('127.0.0.1', '')).toBe('127.0.0.1');
    expect(from('127.0.0.1', ' , ')).toBe('127.0.0.1');
  });
});

test('whether a proxy is trusted is found out once for each address, also for very many', () => {
  const asked: string[] = [];
  const check = rememberTrust((address) => {
    asked.push(address);
    return trusts(address);
  });
  for (let n = 0; n < 2; n++) {
    expect(check('127.0.0.1', 0)).toBe(true);
    expect(check('192.168.0.7', 1)).toBe(false);
  }
  expect(asked).toEqual(['127.0.0.1', '192.168.0.7']);
  for (let n = 0; n < 5_000; n++) expect(check(`192.0.2.${n}`, 0)).toBe(false);
  expect(check('127.0.0.1', 0)).toBe(true);
});
