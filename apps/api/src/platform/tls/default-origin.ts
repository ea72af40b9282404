import { lanAddress } from '../network/own-addresses.js';
import type { CertificateSource } from './certificate-source.js';
import { hostsOf } from './key-pair.js';

/** Default origin for phones: a host name in the certificate, else an address of this machine. */
export function defaultOrigin(host: string, port: number, certificates: CertificateSource | undefined): string {
  if (certificates === undefined) return `http://${lanAddress(host)}:${port}`;
  const isLocalAuthority = certificates.authority !== undefined;
  const name = isLocalAuthority
    ? undefined
    : hostsOf(certificates.pair.chain[0]).find((name) => /^[^*:]*[a-z][^*:]*$/i.test(name));
  return `https://${name ?? lanAddress(host)}:${port}`;
}
