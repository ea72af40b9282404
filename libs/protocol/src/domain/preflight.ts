import type { z } from 'zod';
import type * as schemas from '../schemas/index.js';

export type NetworkOrigin = (typeof schemas.networkOrigins)[number];
export type PreflightReport = z.output<typeof schemas.preflightReport>;

/** The preflight report of a phone. */
export interface Preflight extends PreflightReport {
  readonly id: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly networkOrigin: NetworkOrigin;
}

/** A fact about the join address, or what to do about it. Times are ms since 1970. */
export type JoinReason =
  | { readonly code: 'this-machine' | 'no-network' | 'public-url-http' | 'https-only' | 'try-https' }
  | { readonly code: 'own-certificate' | 'proxy' | 'refused' }
  | { readonly code: 'moved' | 'own-certificate-public' | 'private-host'; readonly host: string }
  | { readonly code: 'other-host'; readonly host: string; /** In the certificate. */ readonly hosts: readonly string[] }
  | { readonly code: 'expired' | 'not-yet-valid'; readonly at: number }
  | { readonly code: 'valid'; readonly until: number }
  | { readonly code: 'unknown-authority'; readonly issuer: string }
  | {
      readonly code: 'several-networks';
      /** The one that phones must join. */
      readonly network: string;
      /** Other addresses of the machine: "10.0.0.7 (eth0)". */
      readonly others: readonly string[];
    };

/** Whether motion sensors work at the address in the QR code, and the reason if not. */
export interface JoinInfo {
  /** Content of the QR code. */
  readonly url: string;
  /** `trusting`: after a phone trusts this server's certificate. `here`: only on this machine. */
  readonly motion: 'yes' | 'trusting' | 'here' | 'no';
  /** The reasons in English. */
  readonly explanation: string;
  readonly reasons: readonly JoinReason[];
  /** Page that helps a phone trust this server's certificate; null if not needed. */
  readonly trustUrl: string | null;
}

export interface PreflightWelcome {
  readonly networkOrigin: NetworkOrigin;
  /** Whether the page may report, because it was opened with the console's link. */
  readonly mayReport: boolean;
}
