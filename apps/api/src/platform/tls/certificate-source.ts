import type { X509Certificate } from 'node:crypto';
import type { KeyPair } from './key-pair.js';

/** Provides this server's certificate. */
export interface CertificateSource {
  readonly pair: KeyPair;
  /** The local authority that issued the certificate; undefined if another authority did. */
  readonly authority: X509Certificate | undefined;
  /**
   * Checks for a newer certificate and loads it.
   * @returns whether `pair` changed
   * @throws Error with one line if the newer one cannot be used; the old one stays
   */
  refresh(now: Date): boolean | Promise<boolean>;
}
