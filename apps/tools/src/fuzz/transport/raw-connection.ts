import { once } from 'node:events';
import WebSocket from 'ws';
import { connectPacket, eventPacket, readAcknowledgement } from './packet.js';

/** How long an answer is waited for, ms: longer than anything the server does for one message. */
const ANSWER_MS = 15_000;

export type Joined = 'joined' | 'refused' | 'closed';
export type Asked = { readonly value: unknown } | 'closed' | 'late';

export interface Address {
  readonly url: string;
  /** The client's, as a proxy reports it. */
  readonly client: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A websocket that speaks Engine.IO by hand, so that it can send what no client library would. */
export class RawConnection {
  /** The failure that refused the last handshake. */
  refusal = '';
  private nextId = 0;
  private readonly waiting = new Map<number, (answer: Asked) => void>();
  private joining: ((result: Joined) => void) | undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly onText: (text: string) => void,
  ) {
    socket.on('message', (data: Buffer, isBinary) => {
      this.receive(data.toString(isBinary ? 'latin1' : 'utf8'));
    });
    socket.on('close', () => {
      this.settle();
    });
  }

  /** Resolves when the connection is open, or could not be opened. @param onText gets everything the server sends */
  static async open({ url, client, headers = {} }: Address, onText: (text: string) => void): Promise<RawConnection> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { 'X-Forwarded-For': client, ...headers },
      perMessageDeflate: false,
    });
    socket.on('error', () => undefined); // refused, or cut: what follows is a close
    const connection = new RawConnection(socket, onText);
    // Not `once`, which rejects when the server refuses the request.
    await new Promise<void>((resolve) => {
      for (const event of ['message', 'close'] as const)
        socket.once(event, () => {
          resolve();
        });
    });
    return connection;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Resolves when the server has closed the connection, or after `ms`. @returns whether it has */
  async closedWithin(ms: number): Promise<boolean> {
    if (this.socket.readyState === WebSocket.CLOSED) return true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, ms, false);
    });
    const closed = await Promise.race([once(this.socket, 'close').then(() => true), late]);
    clearTimeout(timer);
    return closed;
  }

  async join(namespace: string, auth: unknown): Promise<Joined> {
    if (!this.isOpen) return 'closed';
    const joined = new Promise<Joined>((resolve) => (this.joining = resolve));
    this.send(connectPacket(namespace, auth));
    return joined;
  }

  /** Sends an event with an acknowledgement. @param args the name of the event first */
  ask(namespace: string, args: readonly unknown[]): Promise<Asked> {
    if (!this.isOpen) return Promise.resolve('closed');
    const id = this.nextId++;
    const { text, attachments } = eventPacket(namespace, id, args);
    return new Promise<Asked>((resolve) => {
      const settle = (answer: Asked): void => {
        this.waiting.delete(id);
        clearTimeout(timer);
        resolve(answer);
      };
      const timer = setTimeout(settle, ANSWER_MS, 'late');
      this.waiting.set(id, settle);
      this.send(text, ...attachments);
    });
  }

  send(...frames: readonly (string | Uint8Array)[]): void {
    for (const frame of frames) if (this.isOpen) this.socket.send(frame);
  }

  /** Stops reading what the server sends. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(packet: string): void {
    if (packet === '2') {
      this.send('3');
      return;
    }
    this.onText(packet);
    const answer = readAcknowledgement(packet);
    if (answer !== undefined) this.waiting.get(answer.id)?.({ value: answer.value });
    if (packet.startsWith('40')) this.settleJoin('joined');
    if (!packet.startsWith('44')) return;
    this.refusal = packet;
    this.settleJoin('refused');
  }

  private settle(): void {
    this.settleJoin('closed');
    for (const settle of [...this.waiting.values()]) settle('closed');
  }

  private settleJoin(result: Joined): void {
    this.joining?.(result);
    this.joining = undefined;
  }
}
