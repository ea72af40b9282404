import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { issueAuthority } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import {
  trustResponse,
  type TrustResponse,
} from '../../../../../apps/api/src/platform/tls/trust-page/trust-responses.js';
import { trustLanguage } from '../../../../../apps/api/src/platform/tls/trust-page/trust-languages.js';

const { certificate } = await issueAuthority('Wandcast', new Date());
const assets = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
writeFileSync(path.join(assets, 'bitter-latin-XYZ.woff2'), 'letters');
afterAll(() => {
  rmSync(assets, { recursive: true });
});

const respond = (url: string, acceptLanguage?: string): TrustResponse | undefined =>
  trustResponse({ url, acceptLanguage }, certificate, 'https://192.168.1.5:3000', assets);
const page = (url: string, language?: string): string => String(respond(url, language)?.body);

test('the page shows the fingerprint of the authority', () => {
  const bytes = page('/trust').replaceAll('<br>', '');
  expect(bytes).toContain(certificate.fingerprint256);
});

test('the certificate has the media type that phones install', () => {
  const response = respond('/trust/wandcast.crt');
  expect(response?.headers['Content-Type']).toBe('application/x-x509-ca-cert');
  expect(new X509Certificate(response?.body ?? '').fingerprint256).toBe(certificate.fingerprint256);
});

test('only a valid join code is passed on to the wand page', () => {
  expect(page('/trust?code=gale52')).toContain('href="https://192.168.1.5:3000/?code=GALE52"');
  expect(page('/trust?code=%22%3E%3Cscript%3E')).toContain('href="https://192.168.1.5:3000/?"');
  expect(page('/trust?code=%22%3E%3Cscript%3E')).not.toContain('<script');
});

test('the language is the requested one, else the browser’s', () => {
  expect(page('/trust', 'de-AT,de;q=0.9,en;q=0.8')).toContain('<html lang="de">');
  expect(page('/trust?lang=en', 'de')).toContain('<html lang="en">');
  expect([undefined, '', 'fr,es', 'fr,en,de'].map((accepted) => trustLanguage(null, accepted))).toEqual(
    Array(4).fill('en'),
  );
});

test('serves the fonts but no other files', () => {
  expect(String(respond('/trust/bitter.woff2')?.body)).toBe('letters');
  expect(respond('/trust/amatic-sc.woff2')).toBeUndefined();
  for (const url of ['/', '/trust/', '/trust/server.pem', '/trust/../tls/authority.pem', '//[', '*'])
    expect(respond(url)).toBeUndefined();
});
