import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MAX_MESSAGE_BYTES, toFailure } from '@wandcast/protocol';
import { sessionTokenOf } from '../accounts/sessions/session-cookie.js';
import type { Server, ServerOptions } from 'socket.io';
import type { ServerConfig } from '../platform/config/server-config.js';
import { HeldAnswers } from '../platform/failures/held-answers.js';
import { cookieIn } from '../platform/http/cookies.js';
import { AddressLimits } from '../platform/limits/address-limits.js';
import { clientAddress } from '../platform/network/client-address.js';
import { Admissions } from '../platform/sockets/admissions.js';
import type { Caller } from '../platform/sockets/caller.js';
import { ConnectionGuard } from '../platform/sockets/connection-guard.js';
import type { RawConnection } from '../platform/sockets/raw-connection.js';
import { PHONE_COOKIE } from '../rooms/events/phone-cookies.js';
import * as parser from './packet-parser.js';
import { Relays } from './relay/relays.service.js';

/**
 * A dead connection is detected after the sum of both, ms: long enough for an elevator ride, short enough for a round.
 */
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 8_000;

/**
 * Socket.IO closes a connection that joined no namespace after this time, ms. That includes its wait for admission, which
 * takes a hall half a minute; the guard closes connections that do not even try much earlier, and says so.
 */
const CONNECT_TIMEOUT_MS = 60_000;

/**
 * How long a new connection beyond the limit of its address waits for its refusal, ms: a client that opens one after
 * another, without a pause, is slowed down.
 */
const REFUSED_MS = 2_000;

/** An Engine.IO connection, with the properties kept from its request. */
interface EngineConnection extends RawConnection, Partial<Caller> {
  request?: IncomingMessage;
  guard?: ConnectionGuard;
}

/** Configures Socket.IO for a room full of phones. */
export class SocketIoAdapter extends IoAdapter {
  private readonly refusals = new HeldAnswers(REFUSED_MS);

  constructor(
    private readonly app: NestExpressApplication,
    private readonly config: ServerConfig,
  ) {
    super(app);
  }

  override async close(server: Server): Promise<void> {
    this.refusals.release();
    const closing = super.close(server); // waits for all connections
    await this.app.get(Relays).close();
    await closing;
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const [limits, admissions] = [this.app.get(AddressLimits), this.app.get(Admissions)];
    const settings: Partial<ServerOptions> = {
      ...options,
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      allowRequest: (request, answer) => {
        if (limits.allowsConnection(clientAddress(request, this.config.trustsProxy))) answer(null, true);
        else {
          const ignore = (): void => undefined; // a reset while it waits: nobody else listens
          request.socket.on('error', ignore);
          this.refusals.add(() => {
            answer('too many connections', false);
            request.socket.off('error', ignore);
          });
        }
      },
      perMessageDeflate: false,
      serveClient: false,
      parser,
    };
    const server = super.createIOServer(port, settings as ServerOptions);
    // The request is most of an idle connection's memory: keep only what is needed later.
    server.engine.on('connection', (raw: EngineConnection) => {
      if (raw.request !== undefined) Object.assign(raw, this.callerOf(raw.request));
      const address = raw.clientAddress ?? '';
      raw.guard = new ConnectionGuard(raw, address, admissions);
      raw.once('close', limits.opened(address));
      delete raw.request;
    });
    void this.app.get(Relays).open(settings, {
      callerOf: (request) => this.callerOf(request),
      onConnection: (connection) => server.engine.emit('connection', connection),
    });
    server.use((socket, next) => {
      const failure = toFailure('unknown-message', 'the namespace / has no messages');
      next(Object.assign(new Error(failure.code), { data: failure }));
      setImmediate(() => {
        (socket.conn as { close(): void }).close(); // after the refusal is sent
      });
    });
    return server;
  }

  private callerOf(request: IncomingMessage): Caller {
    return {
      clientAddress: clientAddress(request, this.config.trustsProxy),
      sessionToken: sessionTokenOf(request, this.config),
      phoneCookie: cookieIn(request, PHONE_COOKIE, this.config),
    };
  }
}
