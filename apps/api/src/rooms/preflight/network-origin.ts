import { BlockList, isIP, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { NetworkOrigin } from '@wandcast/protocol';
import { LOCAL_RANGES, LOOPBACK_RANGES, type Range } from '../../platform/network/private-hosts.js';

/** An address of this machine, with its network. */
export type OwnAddress = Pick<NetworkInterfaceInfo, 'address' | 'cidr' | 'internal'>;

const LOCAL = LOCAL_RANGES.map(cidrOf);
const LOOPBACK = LOOPBACK_RANGES.map(cidrOf);

/**
 * How a client with this address reached the server. This machine's own networks count as local even if their addresses
 * are public, as in some venues.
 * @param own addresses of this machine
 */
export function networkOriginOf(address: string, own: readonly OwnAddress[]): NetworkOrigin {
  const [plain = ''] = address.split('%'); // drop the zone, as in fe80::1%eth0
  if (isIn(plain, [...LOOPBACK, ...own.map(({ address: ownAddress }) => ownAddress)])) return 'this-machine';
  const networks = own.flatMap(({ cidr, internal }) => (cidr === null || internal ? [] : [cidr]));
  return isIn(plain, [...LOCAL, ...networks]) ? 'local-network' : 'internet';
}

function cidrOf({ address, prefix }: Range): string {
  return `${address}/${prefix}`;
}

/** @param ranges addresses, or networks in CIDR notation */
function isIn(address: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [start = '', bits] = range.split('/');
    if (bits === undefined) list.addAddress(start, family(start));
    else list.addSubnet(start, Number(bits), family(start));
  }
  return isIP(address) !== 0 && list.check(address, family(address)); // handles IPv4-mapped IPv6 addresses
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
