import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { issueAuthority, issueServerCertificate } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { isPubliclyTrusted } from '../../../../../apps/api/src/platform/tls/public-authorities.js';

const authority = await issueAuthority('Someone', new Date());
const { certificate } = await issueServerCertificate(authority, ['wand.test'], new Date());

test('an authority that browsers know is trusted', () => {
  expect(isPubliclyTrusted([new X509Certificate(rootCertificates[0] ?? '')])).toBe(true);
});

test('a self-signed one is not, nor is a chain without its intermediate', () => {
  expect(isPubliclyTrusted([certificate, authority.certificate])).toBe(false);
  expect(isPubliclyTrusted([certificate])).toBe(false);
  expect(isPubliclyTrusted([])).toBe(false);
});

test('a trusted authority in the chain does not vouch for certificates it did not issue', () => {
  expect(isPubliclyTrusted([certificate, new X509Certificate(rootCertificates[0] ?? '')])).toBe(false);
});
