import path from 'node:path';
import { startProcessLauncher } from '@wandcast/recognition';
import type { Logger } from 'pino';
import type { ServedApp } from './app/served-app.js';
import type { RunningServer, ServerOptions } from './app/running-server.js';
import { FirstPredictor } from './models/worker/first-predictor.js';
import { migrate } from './platform/database/migrate.js';
import { openDataFolder } from './platform/database/embedded/data-folder.js';
import { openDatabase, type OpenDatabase } from './platform/database/open-database.js';
import { restartAfterRestore } from './platform/backup/restart-after-restore.js';
import { openCertificates } from './platform/tls/open-certificates.js';
import { checkPort } from './platform/network/check-port.js';

export type { RunningServer, ServerLinks, ServerOptions } from './app/running-server.js';

/** Starts database, migrations, model, HTTP and sockets. A failed start leaves nothing running but the launcher of processes, which ends with this process. */
export async function startServer(options: ServerOptions, log: Logger): Promise<RunningServer> {
  const began = performance.now();
  const folder = path.resolve(options.dataFolder);
  // First, so that what the operator can mend is reported before the database starts.
  await checkPort(options.port, options.host);
  const isEmbedded = options.databaseUrl === undefined;
  if (isEmbedded || options.tls.kind === 'local') openDataFolder(folder, isEmbedded);
  const certificates = await openCertificates(options.tls, folder, options.publicUrl, new Date());
  startProcessLauncher();
  const firstPredictor = new FirstPredictor(options.engine);
  let database: OpenDatabase | undefined;
  const close = async (): Promise<void> => {
    try {
      await firstPredictor.stop();
    } finally {
      await database?.close();
    }
  };
  const preload = (): void => {
    loadApp().catch(() => undefined); // a failure is reported to `await loadApp()`
  };
  try {
    const { url } = (database = await openDatabase(options.databaseUrl, folder, log, preload));
    const { serve } = await loadApp();
    const opened = { certificates, database, firstPredictor };
    let { port } = options;
    const start = async (): Promise<ServedApp> => {
      const served = await serve({ ...options, port }, opened, log);
      port = Number(new URL(served.url).port); // the same one if it starts again
      return served;
    };
    const app = await restartAfterRestore(start, () => migrate(url), log);
    log.info({ port, ms: Math.round(performance.now() - began) }, 'listening');
    return {
      ...{ url: app.current.url, setUpLink: app.current.setUpLink, databaseUrl: url },
      fingerprint: certificates?.authority?.fingerprint256,
      get links() {
        return app.current.links;
      },
      warmUp: () => app.current.warmUp(),
      rehearse: (wizards) => app.current.rehearse(wizards),
      async stop() {
        try {
          await app.close();
        } finally {
          await close();
        }
      },
    };
  } catch (error) {
    await close().catch((fault: unknown) => {
      log.error({ error: (fault as Error).message }, 'could not stop what was started');
    });
    throw error;
  }
}

/** Loads most of the code, while the database and the recognition worker start in parallel. */
function loadApp(): Promise<typeof import('./app/served-app.js')> {
  return import('./app/served-app.js');
}
