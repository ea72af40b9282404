import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { JoinInfo } from '@wandcast/protocol';
import type { CertificateSource } from './certificate-source.js';
import { commonNameIn, formatDay, hostsOf, validityFault } from './key-pair.js';
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

const SEE = 'see docs/phones-and-https.md.';
const SECURE_ONLY = 'Phones share motion on https pages only: over plain http they can only draw with a finger.';

/** Whether phones get motion events at `url`, which browsers allow on secure pages only, and what to do if not. */
export function joinInfoOf(url: string, access: NetworkAccess, now: Date): JoinInfo {
  const { protocol } = new URL(url);
  const host = hostOf(url);
  const infoOf = (motion: JoinInfo['motion'], explanation: string, trustUrl: string | null = null): JoinInfo => {
    const others = motion === 'here' ? '' : networkHint(host, access);
    return { url, motion, explanation: `${explanation}${others}`, trustUrl };
  };
  if (isLoopback(host)) return infoOf('here', localHint(access));
  if (hasMoved(host, access))
    return infoOf('no', `This machine no longer has the address ${host}. Restart the server to update the QR code.`);
  if (protocol === 'http:') return infoOf('no', plainHttpHint(access));
  if (access.certificates === undefined || isProxied(url, access)) return behindProxy(host, infoOf);
  const { pair, authority } = access.certificates;
  const [certificate] = pair.chain;
  const fault = certificateFault(certificate, host, now);
  if (authority !== undefined) {
    if (fault !== undefined) return infoOf('no', localCertificateFault(host, fault));
    const { hostname, search } = new URL(url);
    const trustUrl = `http://${hostname}:${access.port}/trust${search}`; // explicit even for 443
    const words =
      'Phones share motion once they trust this server’s own certificate. Use it to test your own phone, never for an audience:';
    return infoOf('trusting', `${words} ${SEE}`, trustUrl);
  }
  if (fault !== undefined) return infoOf('no', `${fault} Phones will refuse the page.`);
  if (isPubliclyTrusted(pair.chain))
    return infoOf('yes', `Phones can share motion: the certificate is valid until ${formatDay(certificate.validTo)}.`);
  const by = commonNameIn(certificate.issuer);
  return infoOf(
    'trusting',
    `Phones do not trust “${by}”, which issued the certificate: only phones on which you install it share motion. Is TLS_CERT the full chain?`,
  );
}

type MakeJoinInfo = (motion: JoinInfo['motion'], explanation: string) => JoinInfo;

/** Join info if a proxy or tunnel terminates TLS. */
function behindProxy(host: string, infoOf: MakeJoinInfo): JoinInfo {
  if (isPrivate(host))
    return infoOf(
      'trusting',
      `No public authority issues certificates for ${host}: only phones on which you install one share motion. Set PUBLIC_URL to a domain name, ${SEE}`,
    );
  return infoOf('yes', 'Phones can share motion if PUBLIC_URL leads to this server.');
}

/** Why browsers reject the certificate for `host`; undefined if they accept it. */
function certificateFault(certificate: X509Certificate, host: string, now: Date): string | undefined {
  const isFor = (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  if (!isFor) return `The certificate is for ${hostsOf(certificate).join(', ')}, not for ${host}: set PUBLIC_URL.`;
  return validityFault(certificate, now);
}

function localCertificateFault(host: string, fault: string): string {
  if (isPrivate(host)) return fault;
  return `This server’s own certificate is valid for private networks only, and ${host} is public: phones will refuse the page. Use a tunnel or a public certificate, ${SEE}`;
}

function localHint({ networks }: NetworkAccess): string {
  const only = 'This address works only on this machine';
  if (networks().length > 0) return `${only}.`;
  return `${only}, which is not connected to a network. Join the phones’ network and restart.`;
}

function plainHttpHint({ isGiven, certificates }: NetworkAccess): string {
  const why = isGiven ? `PUBLIC_URL starts with http. ${SECURE_ONLY}` : SECURE_ONLY;
  return certificates === undefined
    ? `${why} To test your own phone: npm start -- --https. For an audience, ${SEE}`
    : why;
}

/** Whether the machine has joined another network since the start. Host names are not checked. */
function hasMoved(host: string, { isGiven, networks }: NetworkAccess): boolean {
  return !isGiven && isIP(host) === 4 && !networks().some(({ address }) => address === host);
}

/** Which network phones must join if this machine is in several; empty if it is in one. */
function networkHint(host: string, { isGiven, networks }: NetworkAccess): string {
  const likely = likelyNetworks(networks());
  const taken = likely.find(({ address }) => address === host);
  if (isGiven || taken === undefined || likely.length < 2) return '';
  const others = likely.filter((network) => network !== taken).map(({ address, network }) => `${address} (${network})`);
  return ` Phones must join the network of ${taken.network}. This machine is also ${others.join(' and ')}: set PUBLIC_URL to use another.`;
}

function isProxied(url: string, { isGiven, port }: NetworkAccess): boolean {
  return isGiven && Number(new URL(url).port || 443) !== port;
}
