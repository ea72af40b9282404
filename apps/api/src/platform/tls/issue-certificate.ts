import { createPublicKey, generateKeyPairSync, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import type { Extension, JsonName } from '@peculiar/x509';
import { PRIVATE_RANGES, PRIVATE_SUFFIXES } from '../network/private-hosts.js';

/** A certificate and the key that goes with it. */
export interface Issued {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

const DAY_MS = 86_400_000;

/** A phone trusts an authority once, for as long as the laptop is likely to live. */
const AUTHORITY_DAYS = 3_650;
/** Browsers take no server certificate that is valid for longer than 398 days. */
export const SERVER_DAYS = 397;
/** Clocks of phones go wrong: what is valid from now on only is not valid yet on some. */
const BACKDATED_DAYS = 1;

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' }; // every phone knows them

/**
 * An authority that can vouch for names of private networks alone (RFC 5280, 4.2.1.10): whoever stole its key could pose
 * as this server towards a phone that trusts it, and as no site of the internet.
 * @param name by which a phone lists it
 */
export async function issueAuthority(name: string, now: Date): Promise<Issued> {
  const { x509 } = await library();
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', KEYS);
  const extensions = [
    new x509.BasicConstraintsExtension(true, 0, true), // an authority, of no other authority
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(spkiOf(publicKey)),
    await privateNamesOnly(),
  ];
  const subject = commonName(name);
  const order = { subject, issuer: subject, publicKey, key, extensions, now, days: AUTHORITY_DAYS };
  return { certificate: await issue(order), key };
}

/** @param hosts names and addresses, all private: the authority can vouch for no others */
export async function issueServerCertificate(authority: Issued, hosts: readonly string[], now: Date): Promise<Issued> {
  const { x509 } = await library();
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
  const order = { subject: commonName('Wandcast'), issuer, publicKey, key, extensions, now, days: SERVER_DAYS };
  return { certificate: await issue(order), key: privateKey };
}

interface Order {
  readonly subject: JsonName;
  readonly issuer: JsonName;
  readonly publicKey: KeyObject;
  /** Signs. */
  readonly key: KeyObject;
  readonly extensions: Extension[];
  readonly now: Date;
  readonly days: number;
}

async function issue({ publicKey, key, now, days, ...order }: Order): Promise<X509Certificate> {
  const { x509 } = await library();
  const notBefore = new Date(now.getTime() - BACKDATED_DAYS * DAY_MS);
  const { rawData } = await x509.X509CertificateGenerator.create({
    ...order,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * DAY_MS),
    publicKey: spkiOf(publicKey),
    signingKey: await webcrypto.subtle.importKey('jwk', key.export({ format: 'jwk' }), KEYS, false, ['sign']),
  });
  return new X509Certificate(Buffer.from(rawData));
}

async function privateNamesOnly(): Promise<Extension> {
  const { x509, asn1, AsnConvert } = await library();
  const bases = [
    ...PRIVATE_SUFFIXES.map((dNSName) => ({ dNSName })),
    ...PRIVATE_RANGES.map(({ address, prefix }) => ({ iPAddress: `${address}/${prefix}` })),
  ];
  const permitted = bases.map((base) => new asn1.GeneralSubtree({ base: new asn1.GeneralName(base) }));
  const names = new asn1.NameConstraints({ permittedSubtrees: new asn1.GeneralSubtrees(permitted) });
  return new x509.Extension(asn1.id_ce_nameConstraints, true, AsnConvert.serialize(names));
}

/** Loaded by who makes a certificate alone: once a year, or never. */
async function library() {
  await import('reflect-metadata'); // the others look for it
  const [x509, asn1, { AsnConvert }] = await Promise.all([
    import('@peculiar/x509'),
    import('@peculiar/asn1-x509'),
    import('@peculiar/asn1-schema'),
  ]);
  return { x509, asn1, AsnConvert };
}

const commonName = (words: string): JsonName => [{ CN: [words] }];
const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
