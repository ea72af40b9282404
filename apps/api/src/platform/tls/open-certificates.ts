import path from 'node:path';
import { machineLabel, networkAddresses } from '../network/network-interfaces.js';
import type { CertificateSource } from './certificate-source.js';
import { FileCertificateSource, type PairFiles } from './certificate-files.js';
import { LocalCertificateSource } from './local-certificate.js';
import { hostOf } from '../network/host-of.js';
import { isPrivate } from '../network/private-hosts.js';

/** Whether and how the server terminates TLS: not at all, with a local authority, or with certificate files. */
export type TlsMode = { readonly kind: 'none' } | { readonly kind: 'local' } | ({ readonly kind: 'files' } & PairFiles);

/**
 * Opens the certificate that the server was configured to use.
 * @param folder the server's data folder  @param publicUrl PUBLIC_URL, if given
 * @throws Error with one line that names the variable or file, and the fault
 */
export async function openCertificates(
  mode: TlsMode,
  folder: string,
  publicUrl: string | undefined,
  now: Date,
): Promise<CertificateSource | undefined> {
  switch (mode.kind) {
    case 'none':
      return undefined;
    case 'files':
      return new FileCertificateSource(mode);
    case 'local': {
      const name = `Wandcast on ${machineLabel() ?? 'a laptop'}`;
      return LocalCertificateSource.open(
        { folder: path.join(folder, 'tls'), name, hosts: () => localHosts(publicUrl) },
        now,
      );
    }
  }
}

/** Private names and addresses by which phones reach this machine. */
function localHosts(publicUrl: string | undefined): string[] {
  const label = machineLabel();
  const given = publicUrl === undefined ? [] : [hostOf(publicUrl)];
  const names = ['localhost', ...(label === undefined ? [] : [`${label}.local`]), ...given];
  const addresses = ['127.0.0.1', '::1', ...networkAddresses().map(({ address }) => address)];
  return [...new Set([...names, ...addresses])].filter(isPrivate);
}
