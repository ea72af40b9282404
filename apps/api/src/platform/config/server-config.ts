import { totalmem } from 'node:os';
import { ROUND_LEAD_MS } from '@wandcast/protocol';
import type { EnginePreference } from '@wandcast/recognition';
import type { TrustCheck } from '../network/client-address.js';
import type { NetworkAccess } from '../tls/join-info.js';

/** Settings of {@link ServerConfig} that have a default. */
interface ServerSettings {
  readonly roundLeadMs?: number;
  readonly stalledMs?: number | undefined;
  readonly capacity?: number | undefined;
  readonly keepDays?: number | undefined;
  readonly trainingMb?: number | undefined;
  readonly redisUrl?: string | undefined;
}

/** Configuration of one server process. Only options.ts reads the environment. */
export class ServerConfig {
  /** Origin that phones open, as in https://wand.example. This and the fields below are set once the server listens. */
  publicUrl = '';
  /** Origin of the server on this machine. */
  localUrl = '';
  networkAccess: NetworkAccess = { port: 0, isGiven: false, certificates: undefined, networks: () => [] };
  /** Whether a proxy at this address is trusted to report the original request. */
  trustsProxy: TrustCheck = () => false;

  /** Time between the announcement and the start of a round, ms. */
  readonly roundLeadMs: number;
  /** Transfers of evenings and casts that make no progress are ended after this time, ms. */
  readonly stalledMs: number;
  /** Most participants in a room at once; undefined to use that of the event. */
  readonly capacity: number | undefined;
  /** Events that ended longer ago are deleted, days; undefined to keep them. */
  readonly keepDays: number | undefined;
  /** Redis or Valkey, through which nodes relay to each other; undefined to pass on each socket. */
  readonly redisUrl: string | undefined;
  /** What each process of a training computes with, and its most memory. */
  readonly trainingProcess: { readonly engine: EnginePreference; readonly memoryMb: number };

  constructor(
    readonly databaseUrl: string,
    readonly database: 'embedded' | 'external',
    readonly engine: EnginePreference,
    readonly version: string,
    settings: ServerSettings = {},
  ) {
    this.roundLeadMs = settings.roundLeadMs ?? ROUND_LEAD_MS;
    this.stalledMs = settings.stalledMs ?? 60_000;
    this.capacity = settings.capacity;
    this.keepDays = settings.keepDays;
    this.redisUrl = settings.redisUrl;
    this.trainingProcess = { engine, memoryMb: settings.trainingMb ?? defaultTrainingMb() };
  }
}

/** A quarter of the memory: a training has two processes at most, and the server and its database need the rest. */
export function defaultTrainingMb(): number {
  const allowed = process.constrainedMemory();
  const bytes = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
  return Math.round(bytes / 4 / 2 ** 20);
}
