import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { JoinReason } from '@wandcast/protocol';

/** A server certificate with its key, checked to be usable for a handshake. */
export interface KeyPair {
  /** PEM chain: the server's certificate, then its intermediates. */
  readonly cert: string;
  readonly key: string;
  /** Parsed `cert`, in its order. */
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
}

/** Names the origin of certificate and key in error messages. */
interface PairNames {
  readonly cert: string;
  readonly key: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** @throws Error with one line that names the fault and its origin */
export function parseKeyPair(cert: string, key: string, names: PairNames): KeyPair {
  const [own, ...others] = chainIn(cert, names.cert);
  if (own === undefined) throw new Error(`${names.cert} contains no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
  if (!own.checkPrivateKey(privateKeyIn(key, names.key)))
    throw new Error(`${names.key} is not the key of the first certificate in ${names.cert}`);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new Error(`${names.cert} cannot be used: ${(error as Error).message}`);
  }
  return { cert, key, chain: [own, ...others] };
}

function chainIn(pem: string, name: string): X509Certificate[] {
  try {
    return (pem.match(CERTIFICATE) ?? []).map((part) => new X509Certificate(part));
  } catch {
    throw new Error(`${name} contains a certificate that cannot be read: it is damaged`);
  }
}

function privateKeyIn(pem: string, name: string): KeyObject {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    throw new Error(`${name} contains no key in PEM (-----BEGIN PRIVATE KEY-----)`);
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem))
    throw new Error(`${name} is encrypted with a passphrase: use a key without one`);
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${name} contains a key that cannot be read: it is damaged`);
  }
}

/** The common name of a certificate's subject or issuer. */
export function commonNameIn(distinguished: string): string {
  return /^CN=(.*)$/m.exec(distinguished)?.[1] ?? distinguished;
}

/** The DNS names and IP addresses of a certificate's subjectAltName. */
export function hostsOf({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s"]+)/g)].map(([, host = '']) => host);
}

/** Why a certificate is not valid at `now`; undefined if it is. */
export function validityFault({ validFrom, validTo }: X509Certificate, now: Date): JoinReason | undefined {
  const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
  if (until < now.getTime()) return { code: 'expired', at: until };
  if (from > now.getTime()) return { code: 'not-yet-valid', at: from };
  return undefined;
}

/** A date as on pages and in logs, for example "27 Nov 2026". @param date ms since 1970 */
export function formatDay(date: number): string {
  return new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
