import { isIPv6 } from 'node:net';

/**
 * What limits count as one address: an IPv6 client owns a whole /64 network, from which it could pick a new address for
 * each attempt.
 */
export function addressGroup(address: string): string {
  const [plain = ''] = address.split('%'); // drop the zone
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined || !isIPv6(plain)) return mapped ?? plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const parts = head.split(':').filter((part) => part !== '');
  const rest = (tail ?? '').split(':').filter((part) => part !== '');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - parts.length - rest.length)).fill('0');
  const network = [...parts, ...zeros, ...rest].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
