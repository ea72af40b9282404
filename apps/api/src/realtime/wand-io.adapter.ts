import type { IncomingMessage } from 'node:http';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MAX_MESSAGE_BYTES } from '@wandcast/protocol';
import { tokenIn } from '../auth/session-cookie.js';
import type { Server, ServerOptions } from 'socket.io';

/** Dead phones are noticed after the sum of both, ms: long enough for a lift, short enough for a round. */
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 8_000;

/** Socket.IO as a room full of phones needs it. */
export class WandIoAdapter extends IoAdapter {
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
    // Of the handshake's request only the session is of use afterwards; it is most of what an idle connection weighs.
    server.engine.on('connection', (raw: { request?: IncomingMessage; sessionToken?: string | undefined }) => {
      raw.sessionToken = tokenIn(raw.request?.headers.cookie);
      delete raw.request;
    });
    return server;
  }
}
