import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MAX_MESSAGE_BYTES } from '@wandcast/protocol';
import { sessionTokenIn } from '../accounts/sessions/session-cookie.js';
import type { Server, ServerOptions } from 'socket.io';
import { clientAddress, type TrustCheck } from '../platform/network/client-address.js';

/** Dead phones are noticed after the sum of both, ms: long enough for a lift, short enough for a round. */
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 8_000;

/** An underlying connection, with what is kept of the request that made it. */
interface RawConnection {
  request?: IncomingMessage;
  sessionToken?: string | undefined;
  callerAddress?: string;
}

/** Socket.IO as a room full of phones needs it. */
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
    // Of the handshake's request only so much is of use afterwards; it is most of what an idle connection weighs.
    server.engine.on('connection', (raw: RawConnection) => {
      raw.sessionToken = sessionTokenIn(raw.request?.headers.cookie);
      if (raw.request !== undefined) raw.callerAddress = clientAddress(raw.request, this.trusts);
      delete raw.request;
    });
    return server;
  }

  /** As the routes do, by express's own reading of what was set. */
  private readonly trusts: TrustCheck = (address, hop) => {
    const express = this.app.getHttpAdapter().getInstance();
    return (express.get('trust proxy fn') as unknown as TrustCheck)(address, hop);
  };
}
