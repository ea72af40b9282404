import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { JoinInfo } from '@wandcast/protocol';
import type { CertificateSource } from '../tls/certificate-source.js';
import { commonNameIn, hostsOf } from '../tls/key-pair.js';
import { leadsToKnownAuthority } from '../tls/public-authorities.js';
import { isLoopback, isPrivate } from '../network/private-hosts.js';
import { likelyNetworks, type NetworkAddress } from '../network/network-interfaces.js';

/** How phones come to this server, as far as it decides whether they get motion. */
export interface Approach {
  /** Where this server listens. */
  readonly port: number;
  /** Whether PUBLIC_URL says where phones go; else the address was taken from this machine. */
  readonly isGiven: boolean;
  /** What this server shows where it ends TLS itself. */
  readonly certificates: Pick<CertificateSource, 'pair' | 'authority'> | undefined;
  /** Where this machine is, at the moment. */
  readonly networks: () => readonly NetworkAddress[];
}

const SEE = 'see README, “Phones need https”.';
const SECURE_ONLY = 'Phones share motion on https pages only: on this plain one they can draw with a finger.';

/** Whether phones can use their motion at `url`: browsers hand it out on secure pages alone. */
export function joinInfoOf(url: string, approach: Approach, now: Date): JoinInfo {
  const { protocol } = new URL(url);
  const host = hostOf(url);
  const said = (motion: JoinInfo['motion'], words: string, trustUrl: string | null = null): JoinInfo => {
    const others = motion === 'here' ? '' : wordsOfNetworks(host, approach);
    return { url, motion, words: `${words}${others}`, trustUrl };
  };
  if (isLoopback(host)) return said('here', wordsOfHere(approach));
  if (hasMoved(host, approach))
    return said('no', `This machine is not at ${host} any more. Start it again: then the code holds its new address.`);
  if (protocol === 'http:') return said('no', wordsOfPlain(approach));
  if (approach.certificates === undefined || leadsElsewhere(url, approach)) return elsewhere(host, said);
  const { pair, authority } = approach.certificates;
  const [certificate] = pair.chain;
  const fault = faultOf(certificate, host, now);
  if (authority !== undefined) {
    if (fault !== undefined) return said('no', wordsOfOwnFault(host, fault));
    const { hostname, search } = new URL(url);
    const trustUrl = `http://${hostname}:${approach.port}/trust${search}`; // also on 443, which https leaves out
    const words =
      'Phones share motion once they trust this server’s own certificate. That is for trying on your own phone, never for an audience:';
    return said('trusting', `${words} ${SEE}`, trustUrl);
  }
  if (fault !== undefined) return said('no', `${fault} Phones refuse the page.`);
  if (leadsToKnownAuthority(pair.chain))
    return said(
      'yes',
      `Phones can share their motion here: the certificate is good until ${day(certificate.validTo)}.`,
    );
  const by = commonNameIn(certificate.issuer);
  return said(
    'trusting',
    `The certificate is by “${by}”, which phones do not know: only one that was told to trust it shares motion. Is TLS_CERT the full chain?`,
  );
}

type Say = (motion: JoinInfo['motion'], words: string) => JoinInfo;

/** Something else answers there and passes on what phones send: a proxy or a tunnel. */
function elsewhere(host: string, said: Say): JoinInfo {
  if (isPrivate(host))
    return said(
      'trusting',
      `No authority that phones know vouches for ${host}: only a phone that was told to trust its certificate shares motion. Give PUBLIC_URL a name of your own, ${SEE}`,
    );
  return said('yes', 'Phones can share their motion here, as long as PUBLIC_URL leads to this server.');
}

/** What makes every browser refuse the page. */
function faultOf(certificate: X509Certificate, host: string, now: Date): string | undefined {
  const isFor = (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  if (!isFor) return `The certificate is for ${hostsOf(certificate).join(', ')} and not for ${host}: set PUBLIC_URL.`;
  return wordsOfTime(certificate, now);
}

/** What is wrong with the time that a certificate is valid for; undefined where it is valid. */
export function wordsOfTime({ validFrom, validTo }: X509Certificate, now: Date): string | undefined {
  if (Date.parse(validTo) < now.getTime())
    return `The certificate ended on ${day(validTo)}: renew it, a restart is not needed.`;
  if (Date.parse(validFrom) > now.getTime())
    return `The certificate begins on ${day(validFrom)}: is the clock of this machine right?`;
  return undefined;
}

function wordsOfOwnFault(host: string, fault: string): string {
  if (isPrivate(host)) return fault;
  return `This server’s own certificate is for private networks alone, and ${host} is public: phones refuse the page. Take a tunnel or a certificate for a name, ${SEE}`;
}

function wordsOfHere({ networks }: Approach): string {
  const only = 'This address works on this machine only';
  return networks().length > 0
    ? `${only}.`
    : `${only}: it is in no network. Join one that phones share, and start again.`;
}

function wordsOfPlain({ isGiven, certificates }: Approach): string {
  const why = isGiven ? `PUBLIC_URL begins with http. ${SECURE_ONLY}` : SECURE_ONLY;
  return certificates === undefined
    ? `${why} To try your own phone: npm start -- --https. For an audience: ${SEE}`
    : why;
}

/** A laptop that went into another network; a name leads wherever its owner says. */
function hasMoved(host: string, { isGiven, networks }: Approach): boolean {
  return !isGiven && isIP(host) === 4 && !networks().some(({ address }) => address === host);
}

/** Which of several networks phones must be in, so that nobody looks for it elsewhere. */
function wordsOfNetworks(host: string, { isGiven, networks }: Approach): string {
  const likely = likelyNetworks(networks());
  const taken = likely.find(({ address }) => address === host);
  if (isGiven || taken === undefined || likely.length < 2) return '';
  const others = likely.filter((network) => network !== taken).map(({ address, network }) => `${address} (${network})`);
  return ` Phones must be in the network of ${taken.network}. This machine is ${others.join(' and ')} too: PUBLIC_URL chooses.`;
}

function leadsElsewhere(url: string, { isGiven, port }: Approach): boolean {
  return isGiven && Number(new URL(url).port || 443) !== port;
}

/** Without the brackets of an IPv6 address. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}

function day(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
