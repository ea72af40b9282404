import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { issueAuthority, issueServerCertificate } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { isPubliclyTrusted } from '../../../../../apps/api/src/platform/tls/public-authorities.js';

const authority = await issueAuthority('Someone', new Date());
const { certificate } = await issueServerCertificate(authority, ['wand.test'], new Date());

test('trusts a root certificate of the browsers’ list', () => {
  expect(isPubliclyTrusted([new X509Certificate(rootCertificates[0] ?? '')])).toBe(true);
});

test('does not trust a self-signed authority or an incomplete chain', () => {
  expect(isPubliclyTrusted([certificate, authority.certificate])).toBe(false);
  expect(isPubliclyTrusted([certificate])).toBe(false);
  expect(isPubliclyTrusted([])).toBe(false);
});

test('does not trust a certificate that the trusted authority in the chain did not issue', () => {
  expect(isPubliclyTrusted([certificate, new X509Certificate(rootCertificates[0] ?? '')])).toBe(false);
});
