import path from 'node:path';
import { UsageError } from '../../../cli/usage-error.js';
import type { Environment } from '../../../environment/environment.js';
import { freePort } from '../../../environment/free-port.js';
import { SERVER_ENTRY } from '../../../environment/server-entry.js';
import { startServerProcess, type ServerProcess } from '../../../environment/server-process.js';

/** The real server in its own process. */
export interface WandcastProcess {
  readonly server: ServerProcess;
  readonly url: string;
  /** Of the main room. */
  readonly code: string;
  readonly stageToken: string;
}

/** The real server with a database of its own. */
export interface NewWandcast extends WandcastProcess {
  readonly databaseUrl: string;
  /** Creates the first owner. */
  readonly setUpToken: string;
}

interface WandcastSettings {
  /** Flags of Node. */
  readonly nodeFlags?: readonly string[];
  readonly flags?: readonly string[];
  /** Redis through which nodes relay to each other. */
  readonly redisUrl?: string | undefined;
}

/** @param name of database and folder  @throws UsageError if it does not start or is not healthy */
export async function startWandcast(
  environment: Environment,
  name: string,
  settings?: WandcastSettings,
): Promise<NewWandcast> {
  const databaseUrl = await environment.postgres.create(name);
  const started = await startOnDatabase(environment, name, databaseUrl, settings);
  const [, setUpToken = ''] = await started.server.waitForOutput(/#set-up=(\S+)/);
  return { ...started, databaseUrl, setUpToken };
}

/** Starts a server on an existing database, as after an update. @param name of its folder  @throws UsageError */
export async function startOnDatabase(
  environment: Environment,
  name: string,
  databaseUrl: string,
  { nodeFlags = [], flags = [], redisUrl }: WandcastSettings = {},
): Promise<WandcastProcess> {
  const port = await freePort();
  const server = startServerProcess(environment, {
    name: 'the Wandcast server',
    args: [
      ...[...nodeFlags, ...SERVER_ENTRY],
      ...['--port', String(port), '--host', '127.0.0.1', '--data', path.join(environment.folder, name), ...flags],
    ],
    ...{ databaseUrl, redisUrl },
  });
  const url = `http://127.0.0.1:${port}`;
  const [, stageToken = ''] = await server.waitForOutput(/\/stage\?token=(\S+)/);
  const health = await fetch(`${url}/health`);
  if (!health.ok) throw new UsageError(`the Wandcast server is not healthy: /health answers ${health.status}`);
  const [, code = ''] = await server.waitForOutput(/\/\?code=([A-Z0-9]+)/);
  return { server, url, code, stageToken };
}
