import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { io } from 'socket.io-client';

/** How long a server takes to refuse a stage token, from the token to the answer, ms. */
export async function refusalTime(url: string, token: string): Promise<number> {
  const socket = io(`${url}/stage`, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    auth: { protocol: PROTOCOL_VERSION, token },
  });
  try {
    let sentAt = NaN;
    socket.io.once('open', () => (sentAt = performance.now())); // then the token is sent
    await new Promise<void>((resolve, reject) => {
      socket.once('connect_error', () => { resolve(); }); // prettier-ignore
      socket.once('connect', () => { reject(new Error('the server accepts a wrong stage token')); }); // prettier-ignore
    });
    return performance.now() - sentAt;
  } finally {
    socket.disconnect();
  }
}
