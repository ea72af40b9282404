import type { JoinInfo } from '@wandcast/protocol';
import type { Options } from '../platform/config/options.js';

/** Current addresses of the newest room. */
export interface ServerLinks {
  readonly join: string;
  readonly stage: string;
  readonly console: string;
  readonly summary: string;
  /** Whether phones can use their motion sensors at the join address. */
  readonly joinInfo: JoinInfo;
}

export interface RunningServer {
  /** Origin of the server on this machine. */
  readonly url: string;
  readonly links: ServerLinks;
  /** SHA-256 fingerprint of the local certificate authority, if there is one. */
  readonly fingerprint: string | undefined;
  /** One-time link that creates the first owner, or another owner with --new-owner. */
  readonly setUpLink: string | undefined;
  readonly databaseUrl: string;
  /** Makes the first visit of the console as fast as later ones. Never rejects. */
  warmUp(): Promise<void>;
  /** Starts simulated wizards. */
  rehearse(wizards: number): Promise<unknown>;
  /** Finishes in-flight work, then closes everything the server started. */
  stop(): Promise<void>;
}

export interface ServerOptions extends Omit<Options, 'role' | 'rehearse' | 'logLevel'> {
  /** Folder of built pages to serve instead of apps/web/dist. */
  readonly webFolder?: string | undefined;
  /** Transfers of whole evenings without progress are ended after this time, ms. */
  readonly stalledMs?: number | undefined;
}
