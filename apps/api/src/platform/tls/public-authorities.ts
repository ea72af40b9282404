import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

let roots: readonly X509Certificate[] | undefined;

/**
 * Whether a certificate chain ends at an authority that browsers trust (Mozilla's list, as shipped with Node). False if
 * an intermediate certificate is missing, because phones do not fetch those.
 */
export function isPubliclyTrusted(chain: readonly X509Certificate[]): boolean {
  roots ??= rootCertificates.map((pem) => new X509Certificate(pem));
  const known = roots;
  const isTrusted = (certificate: X509Certificate, others: readonly X509Certificate[]): boolean => {
    if (known.some((root) => isIssuedBy(certificate, root))) return true;
    return others.some((other) => isIssuedBy(certificate, other) && isTrusted(other, without(others, other)));
  };
  const [own, ...others] = chain;
  return own !== undefined && isTrusted(own, others);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function without<T>(list: readonly T[], item: T): readonly T[] {
  return list.filter((other) => other !== item);
}
