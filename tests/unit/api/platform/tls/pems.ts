import type { Issued } from '../../../../../apps/api/src/platform/tls/issue-certificate.js';
import { parseKeyPair, type KeyPair } from '../../../../../apps/api/src/platform/tls/key-pair.js';

export interface Pems {
  readonly cert: string;
  readonly key: string;
}

/** A certificate and its key in PEM. */
export function pemsOf({ certificate, key }: Issued): Pems {
  return { cert: certificate.toString(), key: key.export({ type: 'pkcs8', format: 'pem' }) as string };
}

export function pairOf(issued: Issued): KeyPair {
  const { cert, key } = pemsOf(issued);
  return parseKeyPair(cert, key, { cert: 'cert', key: 'key' });
}
