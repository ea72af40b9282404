import type { Socket } from 'node:net';
import { likelyNetworks, networkAddresses } from './network-interfaces.js';
import { isLoopback } from './private-hosts.js';

/** The address by which other machines on the network reach this one. */
export function lanAddress(host: string): string {
  return isAnyAddress(host) ? (likelyNetworks(networkAddresses())[0]?.address ?? '127.0.0.1') : urlHost(host);
}

/** Local clients use a loopback address, or the one address that the server is bound to. */
export function isFromThisMachine({ remoteAddress = '', localAddress }: Socket, host: string): boolean {
  return isLoopback(remoteAddress) || (!isAnyAddress(host) && remoteAddress === localAddress);
}

export function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Puts IPv6 addresses in brackets. */
export function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
