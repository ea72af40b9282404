import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { issueAuthority, issueServerCertificate } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { leadsToKnownAuthority } from '../../../../../apps/api/src/platform/tls/public-authorities.js';

const authority = await issueAuthority('Someone', new Date());
const { certificate } = await issueServerCertificate(authority, ['wand.test'], new Date());

test('an authority that browsers have is known', () => {
  expect(leadsToKnownAuthority([new X509Certificate(rootCertificates[0] ?? '')])).toBe(true);
});

test('one that vouches for itself alone is not, and neither is what comes without its authority', () => {
  expect(leadsToKnownAuthority([certificate, authority.certificate])).toBe(false);
  expect(leadsToKnownAuthority([certificate])).toBe(false);
  expect(leadsToKnownAuthority([])).toBe(false);
});

test('one that browsers have does not vouch for what only comes with it', () => {
  expect(leadsToKnownAuthority([certificate, new X509Certificate(rootCertificates[0] ?? '')])).toBe(false);
});
