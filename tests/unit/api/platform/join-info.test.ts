import { expect, test, describe } from 'vitest';
import { issueAuthority, issueServerCertificate } from '../../../../apps/api/src/platform/tls/issue-certificate.js';
import { joinInfoOf, type Approach } from '../../../../apps/api/src/platform/http/join-info.js';
import { pairOf } from './tls/pems.js';

const now = new Date('2026-11-26T10:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const authority = await issueAuthority('Somebody', now);
const shown = async (hosts: string[], at: Date = now) => pairOf(await issueServerCertificate(authority, hosts, at));
const own = async (hosts: string[]) => ({ pair: await shown(hosts), authority: authority.certificate });
const fromFiles = async (hosts: string[], at?: Date) => ({ pair: await shown(hosts, at), authority: undefined });

const wifi = { address: '192.168.1.5', network: 'wlan0' };
const cable = { address: '10.0.0.7', network: 'eth0' };

function door(url: string, change: Partial<Approach> = {}) {
  const approach = { port: 3000, isGiven: false, certificates: undefined, networks: () => [wifi], ...change };
  const { motion, words, trustUrl } = joinInfoOf(url, approach, now);
  return { motion, words, trustUrl };
}

describe('without https', () => {
  test('phones in the network can draw, and what else there is gets named', () => {
    const { motion, words } = door('http://192.168.1.5:3000/?code=A1');
    expect(motion).toBe('no');
    expect(words).toMatch(/https pages only.*--https.*README/);
  });

  test('PUBLIC_URL is named where it is what says http', () => {
    const { motion, words } = door('http://wand.example.org/?code=A1', { isGiven: true });
    expect(motion).toBe('no');
    expect(words).toMatch(/^PUBLIC_URL begins with http\./);
  });
});

describe('this machine', () => {
  test.each(['http://localhost:3000/', 'http://127.0.0.1:3000/', 'https://[::1]:3000/'])(
    '%s is for it alone',
    (url) => {
      expect(door(url)).toEqual({ motion: 'here', words: 'This address works on this machine only.', trustUrl: null });
    },
  );

  test('is told where it is in no network', () => {
    const { motion, words } = door('http://127.0.0.1:3000/', { networks: () => [] });
    expect(motion).toBe('here');
    expect(words).toContain('it is in no network');
  });

  test('is told where it is in several, unless PUBLIC_URL chose', () => {
    const networks = () => [wifi, cable];
    expect(door('http://192.168.1.5:3000/', { networks }).words).toContain(
      'network of wlan0. This machine is 10.0.0.7 (eth0) too',
    );
    expect(door('http://192.168.1.5:3000/', { networks, isGiven: true }).words).not.toContain('eth0');
  });

  test('is told when it has gone elsewhere since', () => {
    const { motion, words } = door('http://192.168.1.5:3000/', { networks: () => [cable] });
    expect(motion).toBe('no');
    expect(words).toContain('not at 192.168.1.5 any more');
  });
});

describe('something that ends TLS before this server', () => {
  test('is taken at its word', async () => {
    const { motion, words } = door('https://wand.example.org/?code=A1', { isGiven: true });
    expect(motion).toBe('yes');
    expect(words).toContain('PUBLIC_URL');
    const elsewhere = { isGiven: true, certificates: await own(['192.168.1.5']) };
    expect(door('https://wand.example.org/?code=A1', elsewhere)).toMatchObject({ motion: 'yes', trustUrl: null });
  });

  test('is doubted at an address that no known authority vouches for', () => {
    const { motion, words } = door('https://192.168.1.5/?code=A1', { isGiven: true });
    expect(motion).toBe('trusting');
    expect(words).toContain('192.168.1.5');
  });
});

describe('a certificate of our own', () => {
  test('serves phones that trust it, after a page that is read over plain http', async () => {
    const answer = door('https://192.168.1.5:3000/?code=A1', { certificates: await own(['192.168.1.5']) });
    expect(answer.motion).toBe('trusting');
    expect(answer.words).toContain('never for an audience');
    expect(answer.trustUrl).toBe('http://192.168.1.5:3000/trust?code=A1');
  });

  test('serves nobody at a public address', async () => {
    const networks = () => [{ address: '141.20.1.2', network: 'wlan0' }];
    const answer = door('https://141.20.1.2:3000/?code=A1', { certificates: await own(['localhost']), networks });
    expect(answer).toMatchObject({ motion: 'no', trustUrl: null });
    expect(answer.words).toContain('private networks alone');
  });
});

describe('a certificate from files', () => {
  const at = 'https://wand.example.org:3000/?code=A1';

  test('of an authority that phones do not know is doubted', async () => {
    const { motion, words } = door(at, { certificates: await fromFiles(['wand.example.org']) });
    expect(motion).toBe('trusting');
    expect(words).toMatch(/“Somebody”.*full chain/);
  });

  test('for another name is refused', async () => {
    const { motion, words } = door('https://192.168.1.5:3000/', {
      certificates: await fromFiles(['wand.example.org']),
    });
    expect(motion).toBe('no');
    expect(words).toContain('for wand.example.org and not for 192.168.1.5: set PUBLIC_URL');
  });

  test.each<[string, Date, RegExp]>([
    ['that ended', days(-500), /ended on \d+ \w+ 2026: renew it/],
    ['that has not begun', days(30), /begins on 25 Dec 2026: is the clock/],
  ])('%s is refused', async (_what, issuedAt, expected) => {
    const { motion, words } = door(at, { certificates: await fromFiles(['wand.example.org'], issuedAt) });
    expect(motion).toBe('no');
    expect(words).toMatch(expected);
  });
});
