import { expect, test, describe } from 'vitest';
import { issueAuthority, issueServerCertificate } from '../../../../apps/api/src/platform/tls/issue-certificate.js';
import { joinInfoOf, type NetworkAccess } from '../../../../apps/api/src/platform/tls/join-info.js';
import { joinReason } from '../../../../apps/web/src/locales/de/console/preparation/join-reason.js';
import { pairOf } from './tls/pems.js';

const now = new Date('2026-11-26T10:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const authority = await issueAuthority('Somebody', now);
const pairFor = async (hosts: string[], at: Date = now) => pairOf(await issueServerCertificate(authority, hosts, at));
const own = async (hosts: string[]) => ({ pair: await pairFor(hosts), authority: authority.certificate });
const fromFiles = async (hosts: string[], at?: Date) => ({ pair: await pairFor(hosts, at), authority: undefined });

const wifi = { address: '192.168.1.5', network: 'wlan0' };
const cable = { address: '10.0.0.7', network: 'eth0' };

function joinInfo(url: string, change: Partial<NetworkAccess> = {}) {
  const access = { port: 3000, isGiven: false, certificates: undefined, networks: () => [wifi], ...change };
  const { motion, explanation, reasons, trustUrl } = joinInfoOf(url, access, now);
  expect(reasons.length).toBeGreaterThan(0);
  const german = reasons.map(joinReason).join(' ');
  expect(german).not.toMatch(/undefined|Invalid/);
  // Both languages name the same hosts and networks.
  for (const fact of explanation.match(/[\w-]+(?:\.[\w-]+)+(?<!\.md)|eth0|wlan0|PUBLIC_URL/g) ?? [])
    expect(german).toContain(fact);
  return { motion, explanation, trustUrl };
}

describe('plain http', () => {
  test('gives phones no motion, and the text names alternatives', () => {
    const { motion, explanation } = joinInfo('http://192.168.1.5:3000/?code=A1');
    expect(motion).toBe('no');
    expect(explanation).toMatch(/https pages only.*--https.*phones-and-https/);
  });

  test('names PUBLIC_URL if that starts with http', () => {
    const { motion, explanation } = joinInfo('http://wand.example.org/?code=A1', { isGiven: true });
    expect(motion).toBe('no');
    expect(explanation).toMatch(/^PUBLIC_URL starts with http\./);
  });
});

describe('this machine’s address', () => {
  test.each(['http://localhost:3000/', 'http://127.0.0.1:3000/', 'https://[::1]:3000/'])(
    '%s works only on this machine',
    (url) => {
      expect(joinInfo(url)).toEqual({
        motion: 'here',
        explanation: 'This address works only on this machine.',
        trustUrl: null,
      });
    },
  );

  test('comes with a hint if there is no network', () => {
    const { motion, explanation } = joinInfo('http://127.0.0.1:3000/', { networks: () => [] });
    expect(motion).toBe('here');
    expect(explanation).toContain('This machine is not connected to a network.');
  });

  test('comes with a hint if there are several networks, unless PUBLIC_URL is set', () => {
    const networks = () => [wifi, cable];
    expect(joinInfo('http://192.168.1.5:3000/', { networks }).explanation).toContain(
      'network of wlan0. This machine is also 10.0.0.7 (eth0)',
    );
    expect(joinInfo('http://192.168.1.5:3000/', { networks, isGiven: true }).explanation).not.toContain('eth0');
  });

  test('is reported as outdated if the network has changed since the start', () => {
    const { motion, explanation } = joinInfo('http://192.168.1.5:3000/', { networks: () => [cable] });
    expect(motion).toBe('no');
    expect(explanation).toContain('no longer has the address 192.168.1.5');
  });
});

describe('a proxy that terminates TLS', () => {
  test('is assumed to work', async () => {
    const { motion, explanation } = joinInfo('https://wand.example.org/?code=A1', { isGiven: true });
    expect(motion).toBe('yes');
    expect(explanation).toContain('PUBLIC_URL');
    const elsewhere = { isGiven: true, certificates: await own(['192.168.1.5']) };
    expect(joinInfo('https://wand.example.org/?code=A1', elsewhere)).toMatchObject({ motion: 'yes', trustUrl: null });
  });

  test('at a private address needs a trusted certificate', () => {
    const { motion, explanation } = joinInfo('https://192.168.1.5/?code=A1', { isGiven: true });
    expect(motion).toBe('trusting');
    expect(explanation).toContain('192.168.1.5');
  });
});

describe('a local certificate', () => {
  test('works for phones that trust it, and has a trust page over plain http', async () => {
    const answer = joinInfo('https://192.168.1.5:3000/?code=A1', { certificates: await own(['192.168.1.5']) });
    expect(answer.motion).toBe('trusting');
    expect(answer.explanation).toContain('never for an audience');
    expect(answer.trustUrl).toBe('http://192.168.1.5:3000/trust?code=A1');
  });

  test('does not work at a public address', async () => {
    const networks = () => [{ address: '141.20.1.2', network: 'wlan0' }];
    const answer = joinInfo('https://141.20.1.2:3000/?code=A1', { certificates: await own(['localhost']), networks });
    expect(answer).toMatchObject({ motion: 'no', trustUrl: null });
    expect(answer.explanation).toContain('private networks only');
  });
});

describe('a certificate from files', () => {
  const at = 'https://wand.example.org:3000/?code=A1';

  test('must be trusted manually if its authority is unknown', async () => {
    const { motion, explanation } = joinInfo(at, { certificates: await fromFiles(['wand.example.org']) });
    expect(motion).toBe('trusting');
    expect(explanation).toMatch(/“Somebody”.*full chain/);
  });

  test('is rejected if it is for another host', async () => {
    const { motion, explanation } = joinInfo('https://192.168.1.5:3000/', {
      certificates: await fromFiles(['wand.example.org']),
    });
    expect(motion).toBe('no');
    expect(explanation).toContain('for wand.example.org, not for 192.168.1.5: set PUBLIC_URL');
  });

  test.each<[string, Date, RegExp]>([
    ['expired', days(-500), /expired on \d+ \w+ 2026: renew it/],
    ['not yet valid', days(30), /not valid before 25 Dec 2026: is this machine’s clock/],
  ])('is rejected if it is %s', async (_what, issuedAt, expected) => {
    const { motion, explanation } = joinInfo(at, { certificates: await fromFiles(['wand.example.org'], issuedAt) });
    expect(motion).toBe('no');
    expect(explanation).toMatch(expected);
  });
});
