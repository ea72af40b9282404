import type { EnginePreference } from '@wandcast/recognition';
import type { Approach } from '../http/join-info.js';

/** What one server process was told at its start; parsed in options.ts, never read from the environment elsewhere. */
export class ServerConfig {
  /** Origin that phones open, as in https://wand.example; known once the port is. */
  publicUrl = '';
  /** This machine's own way in; known once the port is. */
  localUrl = '';
  /** How phones come here; known once the port is. */
  approach: Approach = { port: 0, isGiven: false, certificates: undefined, networks: () => [] };

  constructor(
    readonly databaseUrl: string,
    readonly database: 'embedded' | 'external',
    readonly engine: EnginePreference,
    readonly version: string,
  ) {}
}
