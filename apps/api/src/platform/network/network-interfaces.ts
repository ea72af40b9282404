import { hostname, networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** By which a phone in the same network reaches this machine. */
export interface NetworkAddress {
  readonly address: string;
  /** As the system calls its way there: en0, wlan0, docker0. */
  readonly network: string;
}

/** Networks of containers, virtual machines and tunnels: no phone is in them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|bridge|utun|tun|tap|wg|zt|tailscale|podman|cni|lxc)/i;
/** What a machine gives itself where nobody gave it an address. */
const SELF_GIVEN = '169.254.';

/** This machine's IPv4 addresses in its networks. */
export function networkAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): NetworkAddress[] {
  return Object.entries(interfaces)
    .flatMap(([network, list = []]) => list.map((of) => ({ ...of, network })))
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address, network }) => ({ address, network }));
}

/** Those of them where phones may be; all where there is no such. */
export function likelyNetworks(all: readonly NetworkAddress[]): readonly NetworkAddress[] {
  const likely = all.filter(({ address, network }) => !VIRTUAL.test(network) && !address.startsWith(SELF_GIVEN));
  return likely.length > 0 ? likely : all;
}

/** This machine's own label, as in "laptop" for laptop.fritz.box; undefined where it is none that DNS allows. */
export function machineLabel(name: string = hostname()): string | undefined {
  const label = name.toLowerCase().split('.')[0] ?? '';
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && label !== 'localhost' ? label : undefined;
}
