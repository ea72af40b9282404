import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { issueAuthority } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { answerTrust, type TrustAnswer } from '../../../../../apps/api/src/platform/tls/trust-page/trust-responses.js';
import { trustLanguage } from '../../../../../apps/api/src/platform/tls/trust-page/trust-page-text.js';

const { certificate } = await issueAuthority('Wandcast', new Date());
const assets = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
writeFileSync(path.join(assets, 'bitter-latin-XYZ.woff2'), 'letters');
afterAll(() => {
  rmSync(assets, { recursive: true });
});

const ask = (url: string, acceptLanguage?: string): TrustAnswer | undefined =>
  answerTrust({ url, acceptLanguage }, certificate, 'https://192.168.1.5:3000', assets);
const page = (url: string, language?: string): string => String(ask(url, language)?.body);

test('the page tells the fingerprint that the terminal tells', () => {
  const bytes = page('/trust').replaceAll('<br>', '');
  expect(bytes).toContain(certificate.fingerprint256);
});

test('the certificate comes as what phones install', () => {
  const answer = ask('/trust/wandcast.crt');
  expect(answer?.headers['Content-Type']).toBe('application/x-x509-ca-cert');
  expect(new X509Certificate(answer?.body ?? '').fingerprint256).toBe(certificate.fingerprint256);
});

test('a code that came along goes on, and nothing else does', () => {
  expect(page('/trust?code=gale52')).toContain('href="https://192.168.1.5:3000/?code=GALE52"');
  expect(page('/trust?code=%22%3E%3Cscript%3E')).toContain('href="https://192.168.1.5:3000/?"');
  expect(page('/trust?code=%22%3E%3Cscript%3E')).not.toContain('<script');
});

test('the page speaks as its reader does, or as it was asked to', () => {
  expect(page('/trust', 'de-AT,de;q=0.9,en;q=0.8')).toContain('<html lang="de">');
  expect(page('/trust?lang=en', 'de')).toContain('<html lang="en">');
  expect([undefined, '', 'fr,es', 'fr,en,de'].map((accepted) => trustLanguage(null, accepted))).toEqual(
    Array(4).fill('en'),
  );
});

test('its letters come with it, and nothing that was not asked for', () => {
  expect(String(ask('/trust/bitter.woff2')?.body)).toBe('letters');
  expect(ask('/trust/amatic-sc.woff2')).toBeUndefined();
  for (const url of ['/', '/trust/', '/trust/server.pem', '/trust/../tls/authority.pem', '//[', '*'])
    expect(ask(url)).toBeUndefined();
});
