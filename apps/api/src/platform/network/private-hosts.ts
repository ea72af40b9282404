import { BlockList, isIP } from 'node:net';

/** An address range in CIDR notation: first address and prefix length in bits. */
export interface Range {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Networks that are not routed on the internet: private, shared and link-local (RFC 1918, 3927, 4193, 4291, 6598). */
export const LOCAL_RANGES: readonly Range[] = [
  { address: '10.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '172.16.0.0', prefix: 12, family: 'ipv4' },
  { address: '192.168.0.0', prefix: 16, family: 'ipv4' },
  { address: '100.64.0.0', prefix: 10, family: 'ipv4' },
  { address: '169.254.0.0', prefix: 16, family: 'ipv4' },
  { address: 'fc00::', prefix: 7, family: 'ipv6' },
  { address: 'fe80::', prefix: 10, family: 'ipv6' },
];

export const LOOPBACK_RANGES: readonly Range[] = [
  { address: '127.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '::1', prefix: 128, family: 'ipv6' },
];

/** Ranges for which a local authority may issue certificates. 192.0.2.0/24 is reserved for examples (RFC 5737). */
export const PRIVATE_RANGES: readonly Range[] = [
  ...LOCAL_RANGES,
  { address: '192.0.2.0', prefix: 24, family: 'ipv4' },
  ...LOOPBACK_RANGES,
];

/** Domains reserved for private use, which no registry assigns. */
export const PRIVATE_SUFFIXES = ['localhost', 'local', 'lan', 'internal', 'home.arpa', 'test'] as const;

const privateAddresses = new BlockList();
for (const { address, prefix, family } of PRIVATE_RANGES) privateAddresses.addSubnet(address, prefix, family);

/** Whether a host exists only in private networks. @param host a name, or an address without brackets */
export function isPrivate(host: string): boolean {
  const version = isIP(host);
  if (version !== 0) return privateAddresses.check(host, version === 6 ? 'ipv6' : 'ipv4');
  return PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** Whether a host is the local machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^(::ffff:)?127\./.test(host);
}
