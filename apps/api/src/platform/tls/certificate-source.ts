import type { X509Certificate } from 'node:crypto';
import type { KeyPair } from './key-pair.js';

/** Where the certificate comes from that this server shows. */
export interface CertificateSource {
  readonly pair: KeyPair;
  /** The authority of our own that vouches for it; undefined where it came from elsewhere. */
  readonly authority: X509Certificate | undefined;
  /**
   * Looks whether there is a newer one, and takes it.
   * @returns whether `pair` is another now
   * @throws Error with one line where there is one that cannot be used: the old one stays
   */
  look(now: Date): boolean | Promise<boolean>;
}
