import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { warmUpConsole } from './gateways/console-warm-up.js';
import { AccountsService } from './accounts/sign-in/accounts.service.js';
import type { Options } from './platform/config/options.js';
import { connectionLimit } from './platform/limits/open-file-limit.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { migrate } from './platform/database/migrate.js';
import { openDataFolder } from './platform/database/data-folder.js';
import { openDatabase, type OpenDatabase } from './platform/database/open-database.js';
import { restartAfterRestore } from './platform/backup/restart-after-restore.js';
import { Bus } from './platform/bus/bus.js';
import { EventLinks } from './rooms/events/event-links.js';
import { SocketIoAdapter } from './gateways/socket-io.adapter.js';
import { Rehearsals } from './rehearsal/rehearsal.service.js';
import { ServerConfig } from './platform/config/server-config.js';
import { version } from './platform/config/version.js';
import type { CertificateSource } from './platform/tls/certificate-source.js';
import { joinReasonText } from './platform/tls/join-reason-text.js';
import { validityFault } from './platform/tls/key-pair.js';
import { openCertificates } from './platform/tls/open-certificates.js';
import { checkPort, listenFault } from './platform/network/check-port.js';
import type { TrustCheck } from './platform/network/client-address.js';
import { isAnyAddress, isFromThisMachine, urlHost } from './platform/network/own-addresses.js';
import { defaultOrigin } from './platform/tls/default-origin.js';
import { TlsTerminator } from './platform/tls/tls-terminator.js';
import { networkAddresses } from './platform/network/network-interfaces.js';
import { limitRequestTime } from './platform/http/request-time-limit.js';
import { requestLog } from './platform/http/request-log.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { servePages } from './platform/http/serve-pages.js';
import type { JoinInfo } from '@wandcast/protocol';
import { Rooms } from './rooms/room/rooms.js';

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

export interface ServerOptions extends Omit<Options, 'rehearse' | 'logLevel'> {
  /** Folder of built pages to serve instead of apps/web/dist. */
  readonly webFolder?: string | undefined;
  /** Transfers of whole evenings without progress are ended after this time, ms. */
  readonly stalledMs?: number | undefined;
}

/** Pending connections: a whole room may reconnect at once after a restart. */
const BACKLOG = 4096;

/** Starts database, migrations, model, HTTP and sockets. A failed start leaves nothing running. */
export async function startServer(options: ServerOptions, log: Logger): Promise<RunningServer> {
  const began = performance.now();
  const folder = path.resolve(options.dataFolder);
  // First, so that what the operator can mend is reported before the database starts.
  await checkPort(options.port, options.host);
  if (options.databaseUrl === undefined || options.tls.kind === 'local') openDataFolder(folder);
  const certificates = await openCertificates(options.tls, folder, options.publicUrl, new Date());
  const database = await openDatabase(options.databaseUrl, folder, log);
  let { port } = options;
  const start = async (): Promise<ServedApp> => {
    const served = await serve({ ...options, port }, certificates, database, log);
    port = Number(new URL(served.url).port); // the same one if it starts again
    return served;
  };
  try {
    const app = await restartAfterRestore(start, () => migrate(database.url), log);
    log.info({ port, ms: Math.round(performance.now() - began) }, 'listening');
    return {
      ...{ url: app.current.url, setUpLink: app.current.setUpLink, databaseUrl: database.url },
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
          await database.close();
        }
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The part of a server that works on the data. */
interface ServedApp extends Omit<RunningServer, 'databaseUrl' | 'fingerprint' | 'stop'> {
  readonly bus: Bus;
  close(): Promise<void>;
}

async function serve(
  options: ServerOptions,
  certificates: CertificateSource | undefined,
  database: OpenDatabase,
  log: Logger,
): Promise<ServedApp> {
  const { engine, roundLead, stalledMs, capacity, keepDays } = options;
  const { url, kind } = database;
  const config = new ServerConfig(url, kind, engine, version, 1000 * roundLead, stalledMs, capacity, keepDays);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, log), {
    logger: new NestLogger(log),
    forceCloseConnections: true,
    abortOnError: false,
  });
  const isLocal = (socket: Socket): boolean => isFromThisMachine(socket, options.host);
  const terminator =
    certificates && new TlsTerminator({ source: certificates, publicUrl: () => config.publicUrl, isLocal, log });
  try {
    app.useWebSocketAdapter(new SocketIoAdapter(app, config));
    app.set('trust proxy', options.trustProxy);
    const express = app.getHttpAdapter().getInstance();
    config.trustsProxy = (address, hop) => (express.get('trust proxy fn') as unknown as TrustCheck)(address, hop);
    app.disable('x-powered-by');
    app.use(requestLog(log), securityHeaders(config));
    if (terminator !== undefined) app.use(terminator.trustPage);
    servePages(app, options.webFolder);
    await app.init();
    limitRequestTime(app.getHttpServer());
    terminator?.attach(app.getHttpServer());
    await listen(app.getHttpServer(), options);
  } catch (error) {
    terminator?.close();
    await app.close();
    throw error;
  }
  const { port } = (app.getHttpServer() as NetServer).address() as AddressInfo;
  config.localUrl = `http://${isAnyAddress(options.host) ? '127.0.0.1' : urlHost(options.host)}:${port}`;
  config.publicUrl = options.publicUrl ?? defaultOrigin(options.host, port, certificates);
  const isGiven = options.publicUrl !== undefined;
  config.networkAccess = { port, isGiven, certificates, networks: networkAddresses };
  const [links, rooms, accounts] = [app.get(EventLinks), app.get(Rooms), app.get(AccountsService)];
  const isSetUp = options.newOwner || (await accounts.isNew());
  warnAboutFileLimit(log);
  const fault = certificates && validityFault(certificates.pair.chain[0], new Date());
  if (fault !== undefined) log.warn(joinReasonText([fault]));
  const stopping = new AbortController();
  let warmUp = Promise.resolve();
  return {
    url: config.localUrl,
    links: linksOf(links, rooms),
    bus: app.get(Bus),
    setUpLink: isSetUp ? links.setUp(await accounts.setUpToken()) : undefined,
    warmUp() {
      warmUp = warmUpConsole(app, config.localUrl, stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ error: (error as Error).message }, 'could not warm up the console');
      });
      return warmUp;
    },
    rehearse: (wizards) => rooms.newest.part(Rehearsals).start({ wizards }),
    async close() {
      terminator?.close();
      stopping.abort();
      await warmUp;
      await app.close();
    },
  };
}

function linksOf(links: EventLinks, rooms: Rooms): ServerLinks {
  return {
    get join() {
      return links.join(rooms.newest);
    },
    get stage() {
      return links.stage(rooms.newest);
    },
    get summary() {
      return links.summary(rooms.newest);
    },
    get joinInfo() {
      return links.joinInfo(rooms.newest);
    },
    console: links.console,
  };
}

/** Many systems allow 1,024 open files by default. Beyond that, phones cannot connect and no error is logged. */
function warnAboutFileLimit(log: Logger): void {
  const connections = connectionLimit();
  if (connections !== undefined && connections < 2_000)
    log.warn({ connections }, 'low limit of open files: raise `ulimit -n` for a larger room');
}

function listen(server: NetServer, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenFault(error, port, host));
    });
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
}
