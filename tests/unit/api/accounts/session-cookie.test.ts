import { describe, expect, test } from 'vitest';
import { sessionTokenOf } from '../../../../apps/api/src/accounts/sessions/session-cookie.js';
import { isOwnPage, type OwnAddress, type PageRequest } from '../../../../apps/api/src/platform/network/page-origin.js';

const server = (publicUrl: string, change: Partial<OwnAddress> = {}): OwnAddress => ({
  ...{ publicUrl, networkAccess: { certificates: undefined, isGiven: true } },
  trustsProxy: (address) => address === 'proxy',
  ...change,
});
const request = (headers: PageRequest['headers'], socket: PageRequest['socket'] = {}): PageRequest => ({
  headers,
  socket,
});

describe('a session’s cookie', () => {
  const token = (cookie: string | undefined, publicUrl = 'http://wand.example', encrypted = false) =>
    sessionTokenOf(
      request({ host: 'wand.example', ...(cookie !== undefined && { cookie }) }, { encrypted }),
      server(publicUrl),
    );

  test('is found among others', () => {
    expect(token('a=1; wandcast=abc; b=2')).toBe('abc');
    expect(token('xwandcast=abc')).toBeUndefined();
    expect(token('wandcast=')).toBeUndefined();
    expect(token(undefined)).toBeUndefined();
  });

  test('[A1] has a prefix on https, where the plain name does not count', () => {
    const both = 'wandcast=planted; __Host-wandcast=own';
    expect(token(both, 'http://wand.example', true)).toBe('own');
    expect(token(both, 'https://wand.example')).toBe('own'); // behind a proxy
    expect(token('wandcast=planted', 'https://wand.example')).toBeUndefined();
    expect(token(both)).toBe('planted'); // plain http has no prefix
  });

  test('of a page of another origin is ignored', () => {
    const headers = { host: 'wand.example:3000', cookie: 'wandcast=abc' };
    const own = server('http://10.0.0.5:3000');
    expect(sessionTokenOf(request({ ...headers, origin: 'http://wand.example:3000' }), own)).toBe('abc');
    expect(sessionTokenOf(request({ ...headers, origin: 'http://wand.example:8080' }), own)).toBeUndefined();
  });
});

describe('a request', () => {
  test.each([
    [{ host: 'wand.example' }, true],
    [{ host: 'wand.example', origin: 'https://wand.example' }, true],
    [{ host: 'inner:3000', origin: 'https://wand.example' }, true], // a proxy that changes the host
    [{ host: 'wand.example', origin: 'https://evil.example' }, false],
    [{ host: 'wand.example', origin: 'null' }, false],
    [{ host: 'wand.example', origin: 'https://wand.example:8443' }, false],
    [{ host: 'wand.example', origin: 'http://wand.example' }, false], // port 80 of an https server
    [{ host: 'wand.example', 'sec-fetch-site': 'same-origin' }, true],
    [{ host: 'wand.example', 'sec-fetch-site': 'none' }, true],
    [{ host: 'wand.example', 'sec-fetch-site': 'same-site' }, false],
    [{ host: 'wand.example', 'sec-fetch-site': 'cross-site' }, false],
  ])('with %j is from a page of https://wand.example: %s', (headers, isOwn) => {
    expect(isOwnPage(request(headers), server('https://wand.example'))).toBe(isOwn);
  });

  test.each([
    ['proxy', { 'x-forwarded-host': 'show.example', 'x-forwarded-proto': 'https' }, true],
    ['stranger', { 'x-forwarded-host': 'show.example', 'x-forwarded-proto': 'https' }, false],
    ['proxy', { 'x-forwarded-host': 'show.example', 'x-forwarded-for': '1.2.3.4' }, true], // it does not tell the scheme
    ['proxy', { 'x-forwarded-host': 'show.example', 'x-forwarded-proto': 'http' }, false],
    ['proxy', { 'x-forwarded-host': 'other.example', 'x-forwarded-proto': 'https' }, false],
  ])('from %s with %j is from a page of the forwarded host: %s', (remoteAddress, forwarded, isOwn) => {
    const headers = { host: 'inner:3000', origin: 'https://show.example', ...forwarded };
    expect(isOwnPage(request(headers, { remoteAddress }), server('http://10.0.0.5:3000'))).toBe(isOwn);
  });

  test('over this server’s own TLS is not from a page on plain http of the same host', () => {
    const own = server('https://wand.example:3000', { networkAccess: { certificates: {}, isGiven: true } });
    const from = (origin: string): boolean =>
      isOwnPage(request({ host: 'wand.example:3000', origin }, { encrypted: true }), own);
    expect([from('https://wand.example:3000'), from('http://wand.example:3000')]).toEqual([true, false]);
  });
});
