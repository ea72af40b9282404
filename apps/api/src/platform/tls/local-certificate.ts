import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isIP, SocketAddress } from 'node:net';
import path from 'node:path';
import type { CertificateSource } from './certificate-source.js';
import { issueAuthority, issueServerCertificate, type Issued } from './issue-certificate.js';
import { hostsOf, parseKeyPair, type KeyPair } from './key-pair.js';

/** A certificate with less than this left is made anew: longer than any server runs without a restart, ms. */
const NEAR_END_MS = 30 * 86_400_000;

/** What an authority of one's own is for, and where it is kept. */
interface Home {
  readonly folder: string;
  /** By which phones list the authority. */
  readonly name: string;
  /** Names and addresses of this machine, asked each time. */
  readonly hosts: () => readonly string[];
}

/**
 * A certificate of this machine's own authority, both in a folder. The authority stays, so that a phone trusts once;
 * the certificate is made anew where this machine's names or addresses changed, or it comes to its end.
 */
export class OwnPair implements CertificateSource {
  private constructor(
    private readonly home: Home,
    private issuer: Issued,
    public pair: KeyPair,
  ) {}

  /** @throws Error with one line where the folder cannot be used */
  static async open(home: Home, now: Date): Promise<OwnPair> {
    mkdirSync(home.folder, { recursive: true, mode: 0o700 });
    const issuer = await openAuthority(home, now);
    return new OwnPair(home, issuer, await openServer(home, issuer, now));
  }

  get authority(): X509Certificate {
    return this.issuer.certificate;
  }

  async look(now: Date): Promise<boolean> {
    if (isFit(this.pair, this.home, this.issuer, now)) return false;
    const issuer = await openAuthority(this.home, now);
    this.pair = await openServer(this.home, issuer, now);
    this.issuer = issuer;
    return true;
  }
}

async function openAuthority({ folder, name }: Home, now: Date): Promise<Issued> {
  const file = path.join(folder, 'authority.pem');
  const kept = readPair(file);
  if (kept !== undefined && !endsSoon(kept.chain[0], now)) return issuedOf(kept);
  const since = now.toISOString().slice(0, 10);
  const fresh = pemOf(await issueAuthority(`${name} since ${since}`, now));
  if (kept !== undefined) rmSync(file);
  // Two servers may start on one folder at once: the first one's authority is both's.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, fresh, { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(own, file); // a disk without links
  }
  rmSync(own, { force: true });
  return issuedOf(parse(file));
}

async function openServer(home: Home, issuer: Issued, now: Date): Promise<KeyPair> {
  const file = path.join(home.folder, 'server.pem');
  const kept = readPair(file);
  if (kept !== undefined && isFit(kept, home, issuer, now)) return kept;
  const own = `${file}.${process.pid}`;
  writeFileSync(own, pemOf(await issueServerCertificate(issuer, home.hosts(), now)), { mode: 0o600 });
  renameSync(own, file);
  return parse(file);
}

function isFit({ chain: [certificate] }: KeyPair, { hosts }: Home, issuer: Issued, now: Date): boolean {
  const of = (names: readonly string[]): string => [...new Set(names.map(comparable))].sort().join();
  return (
    !endsSoon(certificate, now) &&
    certificate.verify(issuer.certificate.publicKey) &&
    of(hostsOf(certificate)) === of(hosts())
  );
}

/** Certificates write IPv6 in another way than people. */
const comparable = (host: string): string =>
  isIP(host) === 6 ? new SocketAddress({ address: host, family: 'ipv6' }).address : host;

function endsSoon({ validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validTo) - now.getTime() < NEAR_END_MS;
}

function readPair(file: string): KeyPair | undefined {
  return existsSync(file) ? parse(file) : undefined;
}

function parse(file: string): KeyPair {
  chmodSync(file, 0o600); // a copy of the folder may have lost it
  const text = readFileSync(file, 'utf8');
  try {
    return parseKeyPair(text, text, { cert: file, key: file });
  } catch (error) {
    throw new Error(`${(error as Error).message}: delete it, and the next start makes another`);
  }
}

function issuedOf({ chain: [certificate], key }: KeyPair): Issued {
  return { certificate, key: createPrivateKey(key) };
}

function pemOf({ certificate, key }: Issued): string {
  return `${certificate.toString()}${key.export({ type: 'pkcs8', format: 'pem' }) as string}`;
}
