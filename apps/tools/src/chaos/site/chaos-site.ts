import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UsageError } from '../../cli/usage-error.js';
import { freePort } from '../../environment/free-port.js';
import { processesIn } from '../../environment/process-usage.js';
import { EmbeddedDatabase, trySend } from './embedded-database.js';
import { SiteServer } from './site-server.js';
import { mountSmallDisk, type SmallDisk } from './small-disk.js';
import { TcpProxy } from './tcp-proxy.js';

/** Everything that faults are done to. */
export interface ChaosSite {
  readonly server: SiteServer;
  readonly database: EmbeddedDatabase;
  /** Between the wands and the server. */
  readonly network: TcpProxy;
  /** The disk of the data folder; undefined if this machine lets nobody mount one. */
  readonly disk: SmallDisk | undefined;
  /** Aborts on Ctrl-C. */
  readonly stopped: AbortSignal;
}

/** Runs `use` with a new site and removes everything at the end. @throws UsageError on Ctrl-C, and what `use` throws */
export async function withChaosSite<R>(use: (site: ChaosSite) => Promise<R>): Promise<R> {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = mkdtempSync(path.join(tmpdir(), 'wandcast-chaos-'));
  chmodSync(parent, 0o711); // if started by root, PostgreSQL runs as nobody and must be able to traverse it
  const disk = mountSmallDisk(parent);
  const data = path.join(disk?.folder ?? parent, 'data');
  const port = await freePort();
  const server = new SiteServer(data, port);
  const database = new EmbeddedDatabase(data);
  const network = await TcpProxy.listen(port);
  const killAll = (): void => {
    server.send('SIGKILL'); // first, or it would start the database again
    database.quit();
  };
  process.once('exit', killAll); // an unexpected end must leave nothing running either
  try {
    return await use({ server, database, network, disk, stopped: stopping.signal });
  } catch (error) {
    throw stopping.signal.aborted ? new UsageError('interrupted') : error;
  } finally {
    network.close();
    await server.end('SIGKILL').catch(() => undefined);
    await database.stop();
    for (const pid of processesIn(parent)) trySend(pid, 'SIGKILL'); // such as initdb of an interrupted start
    process.off('exit', killAll);
    disk?.remove();
    rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}
