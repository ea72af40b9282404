import { once } from 'node:events';
import WebSocket from 'ws';

/** A websocket that speaks Engine.IO by hand, to send what no client library would. */
export interface RawClient {
  readonly socket: WebSocket;
  /** Packets received so far, without pings. */
  readonly packets: string[];
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<void>;
  send(packet: string): void;
}

/** The packet that joins a namespace. */
export const connectPacket = (namespace: string, auth: object): string => `40${namespace},${JSON.stringify(auth)}`;

/** Opens a websocket and waits for the server's first packet. @param address the client's, as a proxy reports it */
export async function openRaw(server: { readonly url: string }, address: string): Promise<RawClient> {
  const url = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: { 'X-Forwarded-For': address }, perMessageDeflate: false });
  const packets: string[] = [];
  socket.on('error', () => undefined); // a connection that was cut
  socket.on('message', (data: Buffer) => {
    const packet = data.toString();
    if (packet === '2') socket.send('3');
    else packets.push(packet);
  });
  const closed = once(socket, 'close').then(() => undefined);
  await once(socket, 'message');
  return {
    ...{ socket, packets, closed },
    send(packet) {
      if (socket.readyState === WebSocket.OPEN) socket.send(packet);
    },
  };
}
