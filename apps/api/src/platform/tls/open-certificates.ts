import path from 'node:path';
import { machineLabel, networkAddresses } from '../network/network-interfaces.js';
import type { CertificateSource } from './certificate-source.js';
import { FilePair, type PairFiles } from './certificate-files.js';
import { OwnPair } from './local-certificate.js';
import { isPrivate } from '../network/private-hosts.js';

/** How a server ends TLS, where it does. */
export type TlsWay = { readonly kind: 'none' } | { readonly kind: 'own' } | ({ readonly kind: 'files' } & PairFiles);

/**
 * The certificate that a server was told to show.
 * @param folder of the server's data  @param publicUrl where phones go, if that was said
 * @throws Error with one line that names the variable or file, and the fault
 */
export async function openCertificates(
  way: TlsWay,
  folder: string,
  publicUrl: string | undefined,
  now: Date,
): Promise<CertificateSource | undefined> {
  switch (way.kind) {
    case 'none':
      return undefined;
    case 'files':
      return new FilePair(way);
    case 'own': {
      const name = `Wandcast on ${machineLabel() ?? 'a laptop'}`;
      return OwnPair.open({ folder: path.join(folder, 'tls'), name, hosts: () => ownHosts(publicUrl) }, now);
    }
  }
}

/** By what phones may call this machine, as far as its own authority can vouch for it. */
function ownHosts(publicUrl: string | undefined): string[] {
  const label = machineLabel();
  const given = publicUrl === undefined ? [] : [new URL(publicUrl).hostname.replace(/^\[(.*)\]$/, '$1')];
  const names = ['localhost', ...(label === undefined ? [] : [`${label}.local`]), ...given];
  const addresses = ['127.0.0.1', '::1', ...networkAddresses().map(({ address }) => address)];
  return [...new Set([...names, ...addresses])].filter(isPrivate);
}
