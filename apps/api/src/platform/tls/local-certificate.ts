import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isIP, SocketAddress } from 'node:net';
import path from 'node:path';
import type { CertificateSource } from './certificate-source.js';
import { issueAuthority, issueServerCertificate, type Issued } from './issue-certificate.js';
import { hostsOf, parseKeyPair, type KeyPair } from './key-pair.js';

/** Certificates are reissued this long before they expire, ms; longer than a server runs without a restart. */
const RENEW_BEFORE_MS = 30 * 86_400_000;

/** Storage folder of the local authority, and the hosts it certifies. */
interface LocalAuthority {
  readonly folder: string;
  /** Shown in a phone's list of certificates. */
  readonly name: string;
  /** Current names and addresses of this machine. */
  readonly hosts: () => readonly string[];
}

/**
 * A certificate issued by this machine's own authority, both stored in a folder. The authority is kept, so that a phone
 * trusts it once; the certificate is reissued if this machine's names or addresses change, or before it expires.
 */
export class LocalCertificateSource implements CertificateSource {
  private constructor(
    private readonly local: LocalAuthority,
    private issuer: Issued,
    public pair: KeyPair,
  ) {}

  /** @throws Error with one line if the folder cannot be used */
  static async open(local: LocalAuthority, now: Date): Promise<LocalCertificateSource> {
    mkdirSync(local.folder, { recursive: true, mode: 0o700 });
    const issuer = await openAuthority(local, now);
    return new LocalCertificateSource(local, issuer, await openServerCertificate(local, issuer, now));
  }

  get authority(): X509Certificate {
    return this.issuer.certificate;
  }

  async refresh(now: Date): Promise<boolean> {
    if (isCurrent(this.pair, this.local, this.issuer, now)) return false;
    const issuer = await openAuthority(this.local, now);
    this.pair = await openServerCertificate(this.local, issuer, now);
    this.issuer = issuer;
    return true;
  }
}

async function openAuthority({ folder, name }: LocalAuthority, now: Date): Promise<Issued> {
  const file = path.join(folder, 'authority.pem');
  const stored = readPair(file);
  if (stored !== undefined && !expiresSoon(stored.chain[0], now)) return issuedOf(stored);
  const since = now.toISOString().slice(0, 10);
  const fresh = pemOf(await issueAuthority(`${name} since ${since}`, now));
  if (stored !== undefined) rmSync(file);
  // If two servers start on one folder at once, both use the authority of the first.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, fresh, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(draft, file); // no hard links on this file system
  }
  rmSync(draft, { force: true });
  return issuedOf(parse(file));
}

async function openServerCertificate(local: LocalAuthority, issuer: Issued, now: Date): Promise<KeyPair> {
  const file = path.join(local.folder, 'server.pem');
  const stored = readPair(file);
  if (stored !== undefined && isCurrent(stored, local, issuer, now)) return stored;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, pemOf(await issueServerCertificate(issuer, local.hosts(), now)), { mode: 0o600 });
  renameSync(draft, file);
  return parse(file);
}

function isCurrent({ chain: [certificate] }: KeyPair, { hosts }: LocalAuthority, issuer: Issued, now: Date): boolean {
  const key = (names: readonly string[]): string => [...new Set(names.map(comparable))].sort().join();
  return (
    !expiresSoon(certificate, now) &&
    certificate.verify(issuer.certificate.publicKey) &&
    key(hostsOf(certificate)) === key(hosts())
  );
}

/** Normalizes IPv6 addresses, which certificates spell differently. */
const comparable = (host: string): string =>
  isIP(host) === 6 ? new SocketAddress({ address: host, family: 'ipv6' }).address : host;

function expiresSoon({ validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validTo) - now.getTime() < RENEW_BEFORE_MS;
}

function readPair(file: string): KeyPair | undefined {
  return existsSync(file) ? parse(file) : undefined;
}

function parse(file: string): KeyPair {
  chmodSync(file, 0o600); // copying the folder may have changed it
  const text = readFileSync(file, 'utf8');
  try {
    return parseKeyPair(text, text, { cert: file, key: file });
  } catch (error) {
    throw new Error(`${(error as Error).message}: delete it; the next start creates another`);
  }
}

function issuedOf({ chain: [certificate], key }: KeyPair): Issued {
  return { certificate, key: createPrivateKey(key) };
}

function pemOf({ certificate, key }: Issued): string {
  return `${certificate.toString()}${key.export({ type: 'pkcs8', format: 'pem' }) as string}`;
}
