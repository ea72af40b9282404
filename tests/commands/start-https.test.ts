import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { networkAddresses } from '../../apps/api/src/platform/network/network-interfaces.js';
import { door } from '../support/test-server.js';
import { postmasterOf, ownGround } from '../support/server-process.js';
import { askTrusting, connectTrusting } from '../support/trusting-clients.js';

const ground = ownGround();

const authority = (): string => readFileSync(path.join(ground.folder, 'tls/authority.pem'), 'utf8');
test('--https makes a certificate that the next start still shows, serves wands over wss, and tells what a phone must compare', async () => {
  const first = await ground.start(['--https', '--host', '0.0.0.0']);
  const code = /\?code=(\w+)/.exec(first.stdout())?.[1] ?? '';
  const made = new X509Certificate(authority());
  expect(first.stdout()).toMatch(/Wand +https:\/\//);

  const origin = `https://127.0.0.1:${ground.port}`;
  expect((await askTrusting(`${origin}/`, authority())).status).toBe(200);
  const wand = connectTrusting(origin, code, authority());
  expect(await door(wand, 'wand:welcomed')).toBe('welcomed');

  const [network] = networkAddresses(); // a machine in no network cannot be met from elsewhere
  if (network !== undefined) {
    const elsewhere = `http://${network.address}:${ground.port}`;
    const led = await fetch(`${elsewhere}/stage?token=1`, { redirect: 'manual' });
    expect(led.status).toBe(307);
    expect(led.headers.get('location')).toMatch(/^https:\/\/\S+\/stage\?token=1$/);
    expect(await (await fetch(`${elsewhere}/trust`)).text()).toContain('Trust this wand');
  }
  expect(await first.end('SIGINT')).toEqual([0, null]); // with a wand that is still there

  const second = await ground.start(['--https'], { PUBLIC_URL: `https://wand.local:${ground.port}` });
  const kept = new X509Certificate(authority());
  expect(kept.serialNumber).toBe(made.serialNumber);
  expect((await askTrusting(`${origin}/trust`, authority())).status).toBe(200);
  expect(second.stdout()).toMatch(new RegExp(`Trust +http://wand\\.local:${ground.port}/trust\\?code=${code}`));
  expect(second.stdout()).toContain('never for an audience');
  const bytes = kept.fingerprint256.split(':');
  for (const half of [bytes.slice(0, 16), bytes.slice(16)]) expect(second.stdout()).toContain(half.join(':'));
});

test('a certificate that is not there is told of in one line, and no database is started', async () => {
  const files = { TLS_CERT: path.join(ground.folder, 'cert.pem'), TLS_KEY: path.join(ground.folder, 'key.pem') };
  await expect(ground.start([], files)).rejects.toThrow(`wandcast: TLS_CERT: ${files.TLS_CERT} is not there`);
  expect(postmasterOf(ground.folder)).toBeUndefined();
});
