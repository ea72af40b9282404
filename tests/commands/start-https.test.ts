import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { networkAddresses } from '../../apps/api/src/platform/network/network-interfaces.js';
import { connectionResult } from '../support/test-server.js';
import { postmasterOf, useServerFixture } from '../support/server-process.js';
import { askTrusting, connectTrusting } from '../support/trusting-clients.js';

const fixture = useServerFixture();

const authority = (): string => readFileSync(path.join(fixture.folder, 'tls/authority.pem'), 'utf8');
test('--https creates a certificate that later starts reuse, serves wands over wss, and prints the fingerprint to compare', async () => {
  const first = await fixture.start(['--https', '--host', '0.0.0.0']);
  const code = /\?code=(\w+)/.exec(first.stdout())?.[1] ?? '';
  const created = new X509Certificate(authority());
  expect(first.stdout()).toMatch(/Wand +https:\/\//);

  const origin = `https://127.0.0.1:${fixture.port}`;
  expect((await askTrusting(`${origin}/`, authority())).status).toBe(200);
  const wand = connectTrusting(origin, code, authority());
  expect(await connectionResult(wand, 'wand:welcomed')).toBe('welcomed');

  const [network] = networkAddresses(); // only if this machine is in a network
  if (network !== undefined) {
    const lanUrl = `http://${network.address}:${fixture.port}`;
    const redirect = await fetch(`${lanUrl}/stage?token=1`, { redirect: 'manual' });
    expect(redirect.status).toBe(307);
    expect(redirect.headers.get('location')).toMatch(/^https:\/\/\S+\/stage\?token=1$/);
    expect(await (await fetch(`${lanUrl}/trust`)).text()).toContain('Trust this server');
  }
  expect(await first.end('SIGINT')).toEqual([0, null]); // while a wand is connected

  const second = await fixture.start(['--https'], { PUBLIC_URL: `https://wand.local:${fixture.port}` });
  const reused = new X509Certificate(authority());
  expect(reused.serialNumber).toBe(created.serialNumber);
  expect((await askTrusting(`${origin}/trust`, authority())).status).toBe(200);
  expect(second.stdout()).toMatch(new RegExp(`Trust +http://wand\\.local:${fixture.port}/trust\\?code=${code}`));
  expect(second.stdout()).toContain('never for an audience');
  const bytes = reused.fingerprint256.split(':');
  for (const half of [bytes.slice(0, 16), bytes.slice(16)]) expect(second.stdout()).toContain(half.join(':'));
});

test('a missing certificate is reported in one line, and no database is started', async () => {
  const files = { TLS_CERT: path.join(fixture.folder, 'cert.pem'), TLS_KEY: path.join(fixture.folder, 'key.pem') };
  await expect(fixture.start([], files)).rejects.toThrow(`wandcast: TLS_CERT: ${files.TLS_CERT} does not exist`);
  expect(postmasterOf(fixture.folder)).toBeUndefined();
});
