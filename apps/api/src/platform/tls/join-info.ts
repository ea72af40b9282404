import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { JoinInfo, JoinReason } from '@wandcast/protocol';
import type { CertificateSource } from './certificate-source.js';
import { joinReasonText } from './join-reason-text.js';
import { commonNameIn, hostsOf, validityFault } from './key-pair.js';
import { isPubliclyTrusted } from './public-authorities.js';
import { hostOf } from '../network/host-of.js';
import { isLoopback, isPrivate } from '../network/private-hosts.js';
import { likelyNetworks, type NetworkAddress } from '../network/network-interfaces.js';

/** How phones reach this server, which decides whether they can use their motion sensors. */
export interface NetworkAccess {
  /** Port this server listens on. */
  readonly port: number;
  /** Whether PUBLIC_URL is set; if not, the address was detected. */
  readonly isGiven: boolean;
  /** This server's certificate; undefined if it does not terminate TLS itself. */
  readonly certificates: Pick<CertificateSource, 'pair' | 'authority'> | undefined;
  /** Current networks of this machine. */
  readonly networks: () => readonly NetworkAddress[];
}

/** Whether phones get motion events at `url`, which browsers allow on secure pages only, and what to do if not. */
export function joinInfoOf(url: string, access: NetworkAccess, now: Date): JoinInfo {
  const { protocol } = new URL(url);
  const host = hostOf(url);
  const infoOf = (motion: JoinInfo['motion'], own: readonly JoinReason[], trustUrl: string | null = null): JoinInfo => {
    const reasons = motion === 'here' ? own : [...own, ...networkReasons(host, access)];
    return { url, motion, reasons, explanation: joinReasonText(reasons), trustUrl };
  };
  if (isLoopback(host)) return infoOf('here', localReasons(access));
  if (hasMoved(host, access)) return infoOf('no', [{ code: 'moved', host }]);
  if (protocol === 'http:') return infoOf('no', plainHttpReasons(access));
  if (access.certificates === undefined || isProxied(url, access))
    return isPrivate(host) ? infoOf('trusting', [{ code: 'private-host', host }]) : infoOf('yes', [{ code: 'proxy' }]);
  const { pair, authority } = access.certificates;
  const [certificate] = pair.chain;
  const fault = certificateFault(certificate, host, now);
  if (authority !== undefined) {
    if (fault !== undefined) return infoOf('no', [isPrivate(host) ? fault : { code: 'own-certificate-public', host }]);
    const { hostname, search } = new URL(url);
    const trustUrl = `http://${hostname}:${access.port}/trust${search}`; // explicit even for 443
    return infoOf('trusting', [{ code: 'own-certificate' }], trustUrl);
  }
  if (fault !== undefined) return infoOf('no', [fault, { code: 'refused' }]);
  if (isPubliclyTrusted(pair.chain)) return infoOf('yes', [{ code: 'valid', until: Date.parse(certificate.validTo) }]);
  return infoOf('trusting', [{ code: 'unknown-authority', issuer: commonNameIn(certificate.issuer) }]);
}

/** Why browsers reject the certificate for `host`; undefined if they accept it. */
function certificateFault(certificate: X509Certificate, host: string, now: Date): JoinReason | undefined {
  const isFor = (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  return isFor ? validityFault(certificate, now) : { code: 'other-host', host, hosts: hostsOf(certificate) };
}

function localReasons({ networks }: NetworkAccess): JoinReason[] {
  return networks().length > 0 ? [{ code: 'this-machine' }] : [{ code: 'this-machine' }, { code: 'no-network' }];
}

function plainHttpReasons({ isGiven, certificates }: NetworkAccess): JoinReason[] {
  return [
    ...(isGiven ? [{ code: 'public-url-http' } as const] : []),
    { code: 'https-only' },
    ...(certificates === undefined ? [{ code: 'try-https' } as const] : []),
  ];
}

/** Whether the machine has joined another network since the start. Host names are not checked. */
function hasMoved(host: string, { isGiven, networks }: NetworkAccess): boolean {
  return !isGiven && isIP(host) === 4 && !networks().some(({ address }) => address === host);
}

/** Which network phones must join if this machine is in several. */
function networkReasons(host: string, { isGiven, networks }: NetworkAccess): JoinReason[] {
  const likely = likelyNetworks(networks());
  const taken = likely.find(({ address }) => address === host);
  if (isGiven || taken === undefined || likely.length < 2) return [];
  const others = likely.filter((network) => network !== taken).map(({ address, network }) => `${address} (${network})`);
  return [{ code: 'several-networks', network: taken.network, others }];
}

function isProxied(url: string, { isGiven, port }: NetworkAccess): boolean {
  return isGiven && Number(new URL(url).port || 443) !== port;
}
