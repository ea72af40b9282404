import type { IncomingHttpHeaders } from 'node:http';
import type { TrustCheck } from './client-address.js';

/** The parts of a request that tell which page sent it, and how it reached the server. */
export interface PageRequest {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean };
}

/** How this server is reached. */
export interface OwnAddress {
  /** Origin that phones open. */
  readonly publicUrl: string;
  /** `certificates` is undefined if this process does not terminate TLS itself. */
  readonly networkAccess: { readonly certificates: object | undefined; readonly isGiven: boolean };
  readonly trustsProxy: TrustCheck;
}

/**
 * Whether a page of this server sent the request, or no page at all. Browsers add `Origin` to everything that can
 * change something and to every WebSocket; plain reads of the same origin lack it. Another port of the same host is a
 * foreign page, although it receives the same cookies.
 */
export function isOwnPage(request: PageRequest, server: OwnAddress): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  if (origin === server.publicUrl) return true;
  return schemes(request, server).some((scheme) => ownHosts(request, server).some((host) => origin === scheme + host));
}

/** Whether the page is on https, possibly behind a proxy that terminates TLS. */
export function isSecure(request: PageRequest, server: OwnAddress): boolean {
  if (request.socket.encrypted === true || forwarded(request, server, 'proto') === 'https') return true;
  if (server.networkAccess.certificates !== undefined || !server.publicUrl.startsWith('https:')) return false;
  return ownHosts(request, server).includes(new URL(server.publicUrl).host); // a proxy that does not tell
}

/** The hosts by which the page may have reached the server, with their ports. */
export function ownHosts(request: PageRequest, server: OwnAddress): string[] {
  const hosts = [request.headers.host, forwarded(request, server, 'host')];
  return [...new Set(hosts.flatMap((host) => (host === undefined ? [] : [host.toLowerCase()])))];
}

/** A proxy may have turned https into http without a word, but nothing turns http into https. */
function schemes(request: PageRequest, server: OwnAddress): string[] {
  if (isSecure(request, server)) return ['https://'];
  const isProxied = isTrusted(request, server) && 'x-forwarded-for' in request.headers;
  return isProxied && forwarded(request, server, 'proto') === undefined ? ['http://', 'https://'] : ['http://'];
}

/** What a trusted proxy tells about the original request: the first of several values, as Express reads it. */
function forwarded(request: PageRequest, server: OwnAddress, field: 'proto' | 'host'): string | undefined {
  if (!isTrusted(request, server)) return undefined;
  const value = [request.headers[`x-forwarded-${field}`] ?? []].flat()[0]?.split(',')[0]?.trim();
  return value === '' ? undefined : value?.toLowerCase();
}

function isTrusted({ socket }: PageRequest, { trustsProxy }: OwnAddress): boolean {
  return trustsProxy(socket.remoteAddress ?? '', 0);
}
