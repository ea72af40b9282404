import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { warmUpConsole } from '../gateways/console-warm-up.js';
import { AccountsService } from '../accounts/sign-in/accounts.service.js';
import { connectionLimit } from '../platform/limits/open-file-limit.js';
import { NestLogger } from '../platform/logging/nest-logger.js';
import type { OpenDatabase } from '../platform/database/open-database.js';
import { Bus } from '../platform/bus/bus.js';
import { EventLinks } from '../rooms/events/event-links.js';
import { Relays } from '../gateways/relay/relays.service.js';
import { SocketIoAdapter } from '../gateways/socket-io.adapter.js';
import type { FirstPredictor } from '../models/worker/first-predictor.js';
import { Rehearsals } from '../rehearsal/rehearsal.service.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { version } from '../platform/config/version.js';
import type { CertificateSource } from '../platform/tls/certificate-source.js';
import { joinReasonText } from '../platform/tls/join-reason-text.js';
import { validityFault } from '../platform/tls/key-pair.js';
import { listenFault } from '../platform/network/check-port.js';
import { clientAddress, rememberTrust, type TrustCheck } from '../platform/network/client-address.js';
import { isAnyAddress, isFromThisMachine, lanAddress, urlHost } from '../platform/network/own-addresses.js';
import { defaultOrigin } from '../platform/tls/default-origin.js';
import { TlsTerminator } from '../platform/tls/tls-terminator.js';
import { networkAddresses } from '../platform/network/network-interfaces.js';
import { paceArrivals } from '../platform/http/pace-arrivals.js';
import { limitRequestTime } from '../platform/http/request-time-limit.js';
import { requestLog } from '../platform/http/request-log.js';
import { RequestForwarder, forwardRequests } from '../platform/http/request-forwarder.js';
import { securityHeaders } from '../platform/http/security-headers.js';
import { servePages } from '../platform/http/serve-pages.js';
import { MainRoom } from '../rooms/events/main-room.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';
import { RoomLeases } from '../rooms/leases/room-leases.service.js';
import type { RunningServer, ServerLinks, ServerOptions } from './running-server.js';

/** Pending connections: a whole room may reconnect at once after a restart. */
const BACKLOG = 4096;

/** How long a stopping server waits for the query of a warm-up, ms. */
const WARM_UP_END_MS = 500;

/** The part of a server that works on the data. */
export interface ServedApp extends Omit<RunningServer, 'databaseUrl' | 'fingerprint' | 'stop'> {
  readonly bus: Bus;
  close(): Promise<void>;
}

/** What is open before the app starts. */
interface Opened {
  readonly certificates: CertificateSource | undefined;
  readonly database: OpenDatabase;
  readonly firstPredictor: FirstPredictor;
}

/** Starts rooms, model, HTTP and sockets on an open database. A failed start leaves nothing running. */
export async function serve(
  options: ServerOptions,
  { certificates, database, firstPredictor }: Opened,
  log: Logger,
): Promise<ServedApp> {
  const { engine, roundLead, ...settings } = options;
  const { url, kind } = database;
  const config = new ServerConfig(url, kind, engine, version, { ...settings, roundLeadMs: 1000 * roundLead });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, log, firstPredictor), {
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
    config.trustsProxy = rememberTrust((address, hop) =>
      (express.get('trust proxy fn') as unknown as TrustCheck)(address, hop),
    );
    app.disable('x-powered-by');
    app.use(requestLog(log), securityHeaders(config));
    if (terminator !== undefined) app.use(terminator.trustPage);
    servePages(app, options.webFolder);
    await app.init();
    forwardRequests(app.getHttpServer(), app.get(RequestForwarder), app.get(RoomLeases), (...arrival) =>
      app.get(Relays).upgrade(...arrival),
    );
    paceArrivals(app.getHttpServer(), (request) => clientAddress(request, config.trustsProxy));
    limitRequestTime(app.getHttpServer()); // counts from the arrival
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
  await app.get(RoomLeases).announce(options.nodeUrl ?? `http://${lanAddress(options.host)}:${port}`);
  const [links, rooms, accounts] = [app.get(EventLinks), app.get(OpenRooms), app.get(AccountsService)];
  const isSetUp = options.newOwner || (await accounts.isNew());
  warnAboutFileLimit(log);
  const fault = certificates && validityFault(certificates.pair.chain[0], new Date());
  if (fault !== undefined) log.warn(joinReasonText([fault]));
  const stopping = new AbortController();
  let warmUp = Promise.resolve();
  return {
    url: config.localUrl,
    links: linksOf(links, app.get(MainRoom)),
    bus: app.get(Bus),
    setUpLink: isSetUp ? links.setUp(await accounts.setUpToken()) : undefined,
    warmUp() {
      warmUp = warmUpConsole(app, config.localUrl, stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ error: (error as Error).message }, 'could not warm up the console');
      });
      return warmUp;
    },
    rehearse: async (wizards) => (await rooms.main()).part(Rehearsals).start({ wizards }),
    async close() {
      terminator?.close();
      stopping.abort();
      await Promise.race([warmUp, sleep(WARM_UP_END_MS, undefined, { ref: false })]);
      app.get(RequestForwarder).close();
      app.get(Relays).leave();
      await app.close();
    },
  };
}

function linksOf(links: EventLinks, main: MainRoom): ServerLinks {
  return {
    get join() {
      return links.join(main);
    },
    get stage() {
      return links.stage(main);
    },
    get summary() {
      return links.summary(main.event.id);
    },
    get joinInfo() {
      return links.joinInfo(main);
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
