import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalCertificateSource } from '../../../../../apps/api/src/platform/tls/local-certificate.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const now = new Date('2026-11-26T10:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const HOME = ['localhost', 'laptop.local', '127.0.0.1', '::1', '192.168.1.5'];
const open = (at: Date = now, hosts: readonly string[] = HOME): Promise<LocalCertificateSource> =>
  LocalCertificateSource.open({ folder: path.join(folder, 'tls'), name: 'Wandcast on laptop', hosts: () => hosts }, at);
const numbers = ({ authority, pair }: LocalCertificateSource): string[] => [authority, pair.chain[0]].map(({ serialNumber }) => serialNumber); // prettier-ignore

test('a restart uses the same certificate', async () => {
  expect(numbers(await open(later(1)))).toEqual(numbers(await open()));
});

test('key files are readable by their owner only', async () => {
  await open();
  const files = ['authority.pem', 'server.pem'].map((file) => path.join(folder, 'tls', file));
  expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
  expect(statSync(path.join(folder, 'tls')).mode & 0o777).toBe(0o700);
});

test('a changed address causes a new certificate from the same authority', async () => {
  const first = await open();
  const second = await open(now, [...HOME, '10.0.0.7']);
  expect(second.authority.serialNumber).toBe(first.authority.serialNumber);
  expect(second.pair.chain[0].serialNumber).not.toBe(first.pair.chain[0].serialNumber);
  expect(second.pair.chain[0].checkIP('10.0.0.7')).toBe('10.0.0.7');
  expect(second.pair.chain[0].verify(first.authority.publicKey)).toBe(true);
});

test('a certificate that expires soon is reissued while the server runs', async () => {
  const pair = await open();
  const before = numbers(pair);
  expect(await pair.refresh(later(300))).toBe(false);
  expect(await pair.refresh(later(380))).toBe(true);
  expect(numbers(pair)[0]).toBe(before[0]);
  expect(numbers(pair)[1]).not.toBe(before[1]);
});

test('an authority that expires soon is replaced together with its certificate', async () => {
  const first = await open();
  const second = await open(later(3_640));
  expect(second.authority.serialNumber).not.toBe(first.authority.serialNumber);
  expect(second.pair.chain[0].verify(second.authority.publicKey)).toBe(true);
});

test('an error about a damaged file names the file and the remedy', async () => {
  await open();
  const file = path.join(folder, 'tls', 'authority.pem');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 200));
  await expect(open()).rejects.toThrow(
    `${file} contains no certificate in PEM (-----BEGIN CERTIFICATE-----): delete it`,
  );
});
