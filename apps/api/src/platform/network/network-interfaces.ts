import { hostname, networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** An IPv4 address at which phones in the same network reach this machine. */
export interface NetworkAddress {
  readonly address: string;
  /** Name of the network interface, as in en0, wlan0, docker0. */
  readonly network: string;
}

/** Interfaces of containers, virtual machines and tunnels, whose networks contain no phones. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|bridge|utun|tun|tap|wg|zt|tailscale|podman|cni|lxc)/i;
/** Prefix of link-local addresses, which machines assign themselves without DHCP (RFC 3927). */
const LINK_LOCAL = '169.254.';

/** This machine's external IPv4 addresses. */
export function networkAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): NetworkAddress[] {
  return Object.entries(interfaces)
    .flatMap(([network, list = []]) => list.map((entry) => ({ ...entry, network })))
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address, network }) => ({ address, network }));
}

/** Addresses in networks that may contain phones; all addresses if there are none. */
export function likelyNetworks(all: readonly NetworkAddress[]): readonly NetworkAddress[] {
  const likely = all.filter(({ address, network }) => !VIRTUAL.test(network) && !address.startsWith(LINK_LOCAL));
  return likely.length > 0 ? likely : all;
}

/** First label of the host name, as in "laptop" for laptop.fritz.box; undefined if it is not a valid DNS label. */
export function machineLabel(name: string = hostname()): string | undefined {
  const label = name.toLowerCase().split('.')[0] ?? '';
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && label !== 'localhost' ? label : undefined;
}
