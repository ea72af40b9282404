import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MAX_MESSAGE_BYTES } from '@wandcast/protocol';
import { sessionTokenIn } from '../accounts/sessions/session-cookie.js';
import type { Server, ServerOptions } from 'socket.io';
import { clientAddress, type TrustCheck } from '../platform/network/client-address.js';

/**
 * A dead connection is detected after the sum of both, ms: long enough for an elevator ride, short enough for a round.
 */
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 8_000;

/** An Engine.IO connection, with the properties kept from its request. */
interface RawConnection {
  request?: IncomingMessage;
  sessionToken?: string | undefined;
  clientAddress?: string;
}

/** Configures Socket.IO for a room full of phones. */
export class SocketIoAdapter extends IoAdapter {
  constructor(private readonly app: NestExpressApplication) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const settings: Partial<ServerOptions> = {
      ...options,
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      connectTimeout: 10_000,
      perMessageDeflate: false,
      serveClient: false,
    };
    const server = super.createIOServer(port, settings as ServerOptions);
    // The request is most of an idle connection's memory: keep only what is needed later.
    server.engine.on('connection', (raw: RawConnection) => {
      raw.sessionToken = sessionTokenIn(raw.request?.headers.cookie);
      if (raw.request !== undefined) raw.clientAddress = clientAddress(raw.request, this.trusts);
      delete raw.request;
    });
    return server;
  }

  /** Uses Express's own trust function, so that sockets and routes agree. */
  private readonly trusts: TrustCheck = (address, hop) => {
    const express = this.app.getHttpAdapter().getInstance();
    return (express.get('trust proxy fn') as unknown as TrustCheck)(address, hop);
  };
}
