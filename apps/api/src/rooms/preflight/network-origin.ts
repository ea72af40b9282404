import { BlockList, isIP, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { Way } from '@wandcast/protocol';

/** An address of this machine, with its network. */
export type OwnAddress = Pick<NetworkInterfaceInfo, 'address' | 'cidr' | 'internal'>;

/**
 * Networks that are not routed on the internet (RFC 1918, 3927, 4193, 4291), and the shared address space of carriers
 * (RFC 6598).
 */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fe80::/10']; // prettier-ignore
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * How a client with this address reached the server. This machine's own networks count as local even if their addresses
 * are public, as in some venues.
 * @param own addresses of this machine
 */
export function networkOriginOf(address: string, own: readonly OwnAddress[]): Way {
  const [plain = ''] = address.split('%'); // drop the zone, as in fe80::1%eth0
  if (isIn(plain, [...LOOPBACK, ...own.map(({ address: ownAddress }) => ownAddress)])) return 'this-machine';
  const networks = own.flatMap(({ cidr, internal }) => (cidr === null || internal ? [] : [cidr]));
  return isIn(plain, [...PRIVATE, ...networks]) ? 'local-network' : 'internet';
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
