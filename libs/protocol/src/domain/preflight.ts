import type { z } from 'zod';
import type * as schemas from '../schemas/index.js';

export type Way = (typeof schemas.ways)[number];
export type PreflightReport = z.output<typeof schemas.preflightReport>;

/** The preflight report of a phone. */
export interface Preflight extends PreflightReport {
  readonly id: string;
  /** Ms since 1970. */
  readonly at: number;
  /** Network path, as seen by the server. */
  readonly way: Way;
}

/** Whether motion sensors work at the address in the QR code, and the reason if not. */
export interface JoinInfo {
  /** Content of the QR code. */
  readonly url: string;
  /** `trusting`: after a phone trusts this server's certificate. `here`: only on this machine. */
  readonly motion: 'yes' | 'trusting' | 'here' | 'no';
  /** Explanation in one or two sentences. */
  readonly words: string;
  /** Page that helps a phone trust this server's certificate; null if not needed. */
  readonly trustUrl: string | null;
}

export interface PreflightWelcome {
  readonly way: Way;
  /** Whether the page may report, because it was opened with the console's link. */
  readonly mayReport: boolean;
}
