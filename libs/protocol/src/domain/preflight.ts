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

/** Whether motion sensors work at the address in the QR code, and the reason if not. */
export interface JoinInfo {
  /** Content of the QR code. */
  readonly url: string;
  /** `trusting`: after a phone trusts this server's certificate. `here`: only on this machine. */
  readonly motion: 'yes' | 'trusting' | 'here' | 'no';
  /** Explanation in one or two sentences. */
  readonly explanation: string;
  /** Page that helps a phone trust this server's certificate; null if not needed. */
  readonly trustUrl: string | null;
}

export interface PreflightWelcome {
  readonly networkOrigin: NetworkOrigin;
  /** Whether the page may report, because it was opened with the console's link. */
  readonly mayReport: boolean;
}
