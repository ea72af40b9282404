import { BlockList, isIP, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { Way } from '@wandcast/protocol';

/** An address of this machine, and of what network. */
export type OwnAddress = Pick<NetworkInterfaceInfo, 'address' | 'cidr' | 'internal'>;

/**
 * Networks that no router passes on (RFC 1918, 3927, 4193, 4291), and those that providers share (RFC 6598), from which one
 * is reached without them only from within.
 */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fe80::/10']; // prettier-ignore
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * How a client with this address reached the server. In some rooms everyone has a public address: the network of one of
 * this machine's own addresses is a local one, whatever its numbers.
 * @param own the addresses of this machine
 */
export function networkOriginOf(address: string, own: readonly OwnAddress[]): Way {
  const [plain = ''] = address.split('%'); // without its zone, as in fe80::1%eth0
  if (isIn(plain, [...LOOPBACK, ...own.map((one) => one.address)])) return 'this-machine';
  const networks = own.flatMap(({ cidr, internal }) => (cidr === null || internal ? [] : [cidr]));
  return isIn(plain, [...PRIVATE, ...networks]) ? 'local-network' : 'internet';
}

/** @param ranges addresses, or networks as in `10.0.0.0/8` */
function isIn(address: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [start = '', bits] = range.split('/');
    if (bits === undefined) list.addAddress(start, family(start));
    else list.addSubnet(start, Number(bits), family(start));
  }
  return isIP(address) !== 0 && list.check(address, family(address)); // of an IPv4 address in IPv6 clothes it knows both
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
