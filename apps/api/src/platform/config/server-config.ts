import { ROUND_LEAD_MS } from '@wandcast/protocol';
import type { EnginePreference } from '@wandcast/recognition';
import type { TrustCheck } from '../network/client-address.js';
import type { NetworkAccess } from '../tls/join-info.js';

/** Configuration of one server process. Only options.ts reads the environment. */
export class ServerConfig {
  /** Origin that phones open, as in https://wand.example. This and the fields below are set once the server listens. */
  publicUrl = '';
  /** Origin of the server on this machine. */
  localUrl = '';
  networkAccess: NetworkAccess = { port: 0, isGiven: false, certificates: undefined, networks: () => [] };
  /** Whether a proxy at this address is trusted to report the original request. */
  trustsProxy: TrustCheck = () => false;

  constructor(
    readonly databaseUrl: string,
    readonly database: 'embedded' | 'external',
    readonly engine: EnginePreference,
    readonly version: string,
    /** Time between the announcement and the start of a round, ms. */
    readonly roundLeadMs = ROUND_LEAD_MS,
    /** Transfers of evenings and casts that make no progress are ended after this time, ms. */
    readonly stalledMs = 60_000,
    /** Most participants in a room at once; undefined to use that of the event. */
    readonly capacity?: number,
    /** Events that ended longer ago are deleted, days; undefined to keep them. */
    readonly keepDays?: number,
  ) {}
}
