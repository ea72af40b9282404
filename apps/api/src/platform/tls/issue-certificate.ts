import { createPublicKey, generateKeyPairSync, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import type { Extension, JsonName } from '@peculiar/x509';
import { PRIVATE_RANGES, PRIVATE_SUFFIXES } from '../network/private-hosts.js';

/** A certificate and its private key. */
export interface Issued {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

const DAY_MS = 86_400_000;

/** Ten years, so that phones need to trust the authority only once. */
const AUTHORITY_DAYS = 3_650;
/** Browsers reject server certificates that are valid for more than 398 days. */
export const SERVER_DAYS = 397;
/** Tolerates phones whose clock is behind. */
const BACKDATED_DAYS = 1;

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' }; // supported by every phone

/**
 * Issues an authority whose name constraints allow private networks only (RFC 5280, 4.2.1.10): a stolen key could
 * impersonate this server, but no site of the internet.
 * @param name shown in a phone's list of certificates
 */
export async function issueAuthority(name: string, now: Date): Promise<Issued> {
  const { x509 } = await loadX509();
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', KEYS);
  const extensions = [
    new x509.BasicConstraintsExtension(true, 0, true), // a CA without intermediates
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(spkiOf(publicKey)),
    await nameConstraints(),
  ];
  const subject = commonName(name);
  const request = { subject, issuer: subject, publicKey, key, extensions, now, days: AUTHORITY_DAYS };
  return { certificate: await issue(request), key };
}

/** @param hosts names and addresses, all private: the name constraints exclude others */
export async function issueServerCertificate(authority: Issued, hosts: readonly string[], now: Date): Promise<Issued> {
  const { x509 } = await loadX509();
  const { privateKey, publicKey } = generateKeyPairSync('ec', KEYS);
  const names = hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }));
  const extensions = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(names),
    await x509.SubjectKeyIdentifierExtension.create(spkiOf(publicKey)),
    await x509.AuthorityKeyIdentifierExtension.create(spkiOf(createPublicKey(authority.key))),
  ];
  const issuer = new x509.X509Certificate(authority.certificate.raw).subjectName.toJSON();
  const { key } = authority;
  const request = { subject: commonName('Wandcast'), issuer, publicKey, key, extensions, now, days: SERVER_DAYS };
  return { certificate: await issue(request), key: privateKey };
}

interface CertificateRequest {
  readonly subject: JsonName;
  readonly issuer: JsonName;
  readonly publicKey: KeyObject;
  /** Private key of the issuer. */
  readonly key: KeyObject;
  readonly extensions: Extension[];
  readonly now: Date;
  readonly days: number;
}

async function issue({ publicKey, key, now, days, ...request }: CertificateRequest): Promise<X509Certificate> {
  const { x509 } = await loadX509();
  const notBefore = new Date(now.getTime() - BACKDATED_DAYS * DAY_MS);
  const { rawData } = await x509.X509CertificateGenerator.create({
    ...request,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * DAY_MS),
    publicKey: spkiOf(publicKey),
    signingKey: await webcrypto.subtle.importKey('jwk', key.export({ format: 'jwk' }), KEYS, false, ['sign']),
  });
  return new X509Certificate(Buffer.from(rawData));
}

async function nameConstraints(): Promise<Extension> {
  const { x509, asn1, AsnConvert } = await loadX509();
  const bases = [
    ...PRIVATE_SUFFIXES.map((dNSName) => ({ dNSName })),
    ...PRIVATE_RANGES.map(({ address, prefix }) => ({ iPAddress: `${address}/${prefix}` })),
  ];
  const permitted = bases.map((base) => new asn1.GeneralSubtree({ base: new asn1.GeneralName(base) }));
  const names = new asn1.NameConstraints({ permittedSubtrees: new asn1.GeneralSubtrees(permitted) });
  return new x509.Extension(asn1.id_ce_nameConstraints, true, AsnConvert.serialize(names));
}

/** Loaded on demand: most starts issue no certificate. */
async function loadX509() {
  await import('reflect-metadata'); // required by the imports below
  const [x509, asn1, { AsnConvert }] = await Promise.all([
    import('@peculiar/x509'),
    import('@peculiar/asn1-x509'),
    import('@peculiar/asn1-schema'),
  ]);
  return { x509, asn1, AsnConvert };
}

const commonName = (name: string): JsonName => [{ CN: [name] }];
const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
