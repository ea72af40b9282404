import { describe, expect, test } from 'vitest';
import { connectionLimit } from '../../../../apps/api/src/platform/limits/open-file-limit.js';
import { parseOptions } from '../../../../apps/api/src/platform/config/options.js';

test('returns defaults without flags and environment variables', () => {
  expect(parseOptions([], {})).toEqual({
    port: 3000,
    host: '0.0.0.0',
    dataFolder: '.data',
    rehearse: 0,
    roundLead: 5,
    databaseUrl: undefined,
    publicUrl: undefined,
    tls: { kind: 'none' },
    trustProxy: 'loopback',
    newOwner: false,
    engine: 'auto',
    logLevel: 'info',
  });
});

test('prefers flags to environment variables, and ignores empty variables', () => {
  const options = parseOptions(['--port', '4000', '--data', '/tmp/x'], {
    PORT: '5000',
    DATABASE_URL: '',
    PUBLIC_URL: 'https://wand.example/x',
  });
  expect(options).toMatchObject({
    port: 4000,
    dataFolder: '/tmp/x',
    databaseUrl: undefined,
    publicUrl: 'https://wand.example',
  });
});

test('enables TLS with a local certificate or with certificate files', () => {
  expect(parseOptions(['--https'], {})?.tls).toEqual({ kind: 'local' });
  const files = { TLS_CERT: '/etc/wand.pem', TLS_KEY: '/etc/wand.key' };
  expect(parseOptions([], files)?.tls).toEqual({ kind: 'files', cert: '/etc/wand.pem', key: '/etc/wand.key' });
});

test('serves rooms unless it is to be a worker', () => {
  expect(parseOptions(['--role', 'server'], { ROLE: 'worker' })?.role).toBeUndefined();
  expect(parseOptions([], { ROLE: 'worker' })?.role).toBe('worker');
});

test('trusts loopback in addition to the proxies in TRUST_PROXY', () => {
  expect(parseOptions([], { TRUST_PROXY: 'uniquelocal, 10.0.0.2,fd00::/8' })?.trustProxy).toBe(
    'loopback, uniquelocal, 10.0.0.2, fd00::/8',
  );
});

test('returns undefined for --help', () => {
  expect(parseOptions(['--help'], {})).toBeUndefined();
});

describe('an error about an invalid value names', () => {
  test.each<[string, string[], NodeJS.ProcessEnv]>([
    ['--port', ['--port', 'many'], {}],
    ['--port', ['--port', '70000'], {}],
    ['--rehearse', ['--rehearse', '-3'], {}],
    ['--rehearse', ['--rehearse', '1.5'], {}],
    ['--round-lead', ['--round-lead', '1'], {}],
    ['--role', ['--role', 'owner'], {}],
    ['--color', ['--color', 'red'], {}],
    ['DATABASE_URL', [], { DATABASE_URL: 'mysql://x' }],
    ['PUBLIC_URL', [], { PUBLIC_URL: 'ftp://x' }],
    ['TLS_CERT', [], { TLS_KEY: '/etc/wand.key' }],
    ['TLS_KEY', [], { TLS_CERT: '/etc/wand.pem' }],
    ['--https', ['--https'], { TLS_CERT: '/etc/wand.pem', TLS_KEY: '/etc/wand.key' }],
    ['TRUST_PROXY', [], { TRUST_PROXY: 'everyone' }],
    ['TRUST_PROXY', [], { TRUST_PROXY: '10.0.0.0/33' }],
    ['TRUST_PROXY', [], { TRUST_PROXY: '0.0.0.0/0' }],
    ['LOG_LEVEL', [], { LOG_LEVEL: 'loud' }],
    ['TF_ENGINE', [], { TF_ENGINE: 'gpu' }],
  ])('%s', (name, args, env) => {
    expect(() => parseOptions(args, env)).toThrow(name);
  });
});

test('derives the connection limit from the limit of open files', () => {
  const limits =
    'Limit   Soft Limit  Hard Limit  Units\nMax open files            1024                 4096                 files\n';
  expect(connectionLimit(limits)).toBe(824);
  expect(connectionLimit('')).toBeUndefined();
});

test('takes the days to keep evenings from the flag or the environment, and keeps them by default', () => {
  expect(parseOptions([], {})?.keepDays).toBeUndefined();
  expect(parseOptions(['--keep-days', '30'], { KEEP_DAYS: '7' })?.keepDays).toBe(30);
  expect(parseOptions([], { KEEP_DAYS: '7' })?.keepDays).toBe(7);
  for (const bad of ['0', '-1', '1.5', 'soon', '1e9']) {
    expect(() => parseOptions([`--keep-days=${bad}`], {})).toThrow(/^--keep-days must [^\n]*$/);
  }
});

test('takes the capacity from the flag or the environment', () => {
  expect(parseOptions(['--capacity', '250'], { CAPACITY: '300' })?.capacity).toBe(250);
  expect(parseOptions([], { CAPACITY: '300' })?.capacity).toBe(300);
  expect(() => parseOptions(['--capacity', '0'], {})).toThrow('--capacity must be at least 1');
  expect(() => parseOptions([], { CAPACITY: 'many' })).toThrow('--capacity must be a number');
});
