import type { z } from 'zod';
import type * as schemas from '../schemas/index.js';

export type Way = (typeof schemas.ways)[number];
export type PreflightReport = z.output<typeof schemas.preflightReport>;

/** A phone that was tried before the talk. */
export interface Preflight extends PreflightReport {
  readonly id: string;
  /** Ms since 1970. */
  readonly at: number;
  /** How it reached the server, as the server sees it. */
  readonly way: Way;
}

/** Whether phones can use their motion at the address in the QR code, and if not, why not. */
export interface JoinInfo {
  /** What the QR code holds. */
  readonly url: string;
  /** `trusting`: once a phone trusts this server's own certificate. `here`: on this machine alone. */
  readonly motion: 'yes' | 'trusting' | 'here' | 'no';
  /** The answer in one or two sentences. */
  readonly words: string;
  /** Where a phone comes to trust this server's own certificate; null where it needs not. */
  readonly trustUrl: string | null;
}

export interface PreflightWelcome {
  readonly way: Way;
  /** Whether a report is taken: the page was opened by the link of a console. */
  readonly mayReport: boolean;
}
