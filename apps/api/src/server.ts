import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { AppModule } from './app.module.js';
import { AccountsService } from './auth/accounts.service.js';
import type { Options } from './options.js';
import { connectionLimit } from './ops/file-limit.js';
import { NestLog } from './ops/nest-log.js';
import { openDatabase, type OpenDatabase } from './persistence/open-database.js';
import { Links } from './realtime/links.js';
import { WandIoAdapter } from './realtime/wand-io.adapter.js';
import { RehearsalService } from './rehearsal/rehearsal.service.js';
import { ServerConfig } from './server-config.js';
import { serveWeb } from './web/serve-web.js';

export interface RunningServer {
  /** This machine's own way in. */
  readonly url: string;
  readonly links: Pick<Links, 'join' | 'stage' | 'console' | 'summary'>;
  /** Makes the first owner, or another where one was asked for. */
  readonly setUpLink: string | undefined;
  readonly databaseUrl: string;
  /** Sends simulated wizards in. */
  rehearse(wizards: number): Promise<unknown>;
  /** Finishes what is in flight, then closes everything it started. */
  stop(): Promise<void>;
}

export type ServerOptions = Omit<Options, 'rehearse' | 'logLevel'>;

/** Waiting connections the system keeps: a whole room that comes back at once after a restart. */
const BACKLOG = 4096;

const packageFile = new URL('../../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };

/** Starts a whole server: database, migrations, model, HTTP and sockets. A failed start leaves nothing running. */
export async function startServer(options: ServerOptions, log: Logger): Promise<RunningServer> {
  const began = performance.now();
  const database = await openDatabase(options.databaseUrl, path.resolve(options.dataFolder), log);
  try {
    return await serve(options, database, log, began);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function serve(
  options: ServerOptions,
  database: OpenDatabase,
  log: Logger,
  began: number,
): Promise<RunningServer> {
  const config = new ServerConfig(database.url, database.kind, options.engine, version);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, log), {
    logger: new NestLog(log),
    forceCloseConnections: true,
    abortOnError: false,
  });
  try {
    app.useWebSocketAdapter(new WandIoAdapter(app));
    app.set('trust proxy', 'loopback');
    app.disable('x-powered-by');
    app.use(requestLog(log), securityHeaders());
    serveWeb(app);
    await app.init();
    await listen(app.getHttpServer(), options);
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = (app.getHttpServer() as NetServer).address() as AddressInfo;
  config.localUrl = `http://${isEverywhere(options.host) ? '127.0.0.1' : inAddress(options.host)}:${port}`;
  config.publicUrl = options.publicUrl ?? `http://${lanAddress(options.host)}:${port}`;
  const [links, accounts] = [app.get(Links), app.get(AccountsService)];
  const isSetUp = options.newOwner || (await accounts.isNew());
  warnOfFileLimit(log);
  log.info({ port, ms: Math.round(performance.now() - began) }, 'listening');
  return {
    url: config.localUrl,
    links,
    setUpLink: isSetUp ? links.setUp(await accounts.setUpToken()) : undefined,
    databaseUrl: database.url,
    rehearse: (wizards) => app.get(RehearsalService).start({ wizards }),
    async stop() {
      try {
        await app.close();
      } finally {
        await database.close();
      }
    },
  };
}

/** The default of many systems stops a room near its thousandth phone, with no other sign than phones left outside. */
function warnOfFileLimit(log: Logger): void {
  const connections = connectionLimit();
  if (connections !== undefined && connections < 2_000)
    log.warn({ connections }, 'this system allows few open files: raise `ulimit -n` for a larger room');
}

function listen(server: NetServer, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken: stop the other server or use --port`) : error,
      );
    });
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
}

/** Addresses hold tokens in their query: never log it. */
function requestLog(log: Logger): RequestHandler {
  const quiet = (request: IncomingMessage): boolean => /^\/(health|metrics|assets)/.test(request.url ?? '');
  return pinoHttp({
    logger: log,
    autoLogging: { ignore: quiet },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        upgradeInsecureRequests: null, // plain http on a local network must keep working
      },
    },
    strictTransportSecurity: false, // the proxy that ends TLS decides
    crossOriginOpenerPolicy: false, // ignored, with a warning, on plain http
    originAgentCluster: false,
  });
}

/** The address by which others on the network reach this machine, where it listens to them. */
function lanAddress(host: string): string {
  if (!isEverywhere(host)) return inAddress(host);
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** As a URL writes it: an IPv6 address in brackets. */
function inAddress(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
