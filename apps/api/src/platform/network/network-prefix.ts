import { isIPv6 } from 'node:net';

/** The address, or the /64 prefix of an IPv6 address, because one machine may use all addresses of a prefix. */
export function networkPrefix(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address; // IPv4, also as ::ffff:192.0.2.1
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - last.length }, () => '0');
  const prefix = [...groups, ...zeros, ...last].slice(0, 4);
  return `${prefix.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
