import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

let roots: readonly X509Certificate[] | undefined;

/**
 * Whether the certificates a server shows lead to an authority that browsers know, as those do that Node ships (Mozilla's).
 * One that is missing on the way makes it false, as it does for phones: they do not fetch it.
 */
export function leadsToKnownAuthority(chain: readonly X509Certificate[]): boolean {
  roots ??= rootCertificates.map((pem) => new X509Certificate(pem));
  const known = roots;
  const leads = (certificate: X509Certificate, others: readonly X509Certificate[]): boolean => {
    if (known.some((root) => vouches(root, certificate))) return true;
    return others.some((other) => vouches(other, certificate) && leads(other, without(others, other)));
  };
  const [own, ...others] = chain;
  return own !== undefined && leads(own, others);
}

function vouches(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function without<T>(list: readonly T[], item: T): readonly T[] {
  return list.filter((other) => other !== item);
}
