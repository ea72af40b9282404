import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { DelayLine } from './delay-line.js';

/** Both halves of a connection through the proxy. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
}

/**
 * A TCP proxy on 127.0.0.1 that stands for the network between phones and server, and can fail as networks do. Bytes
 * that a silent network holds back arrive later, as TCP's own retransmissions would.
 */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private readonly stranded = new Set<Socket>();
  private refusing = false;
  private silent = false;
  private swallowing = false;
  private delayMs = 0;

  private constructor(
    private readonly listener: Server,
    private readonly targetPort: number,
  ) {
    listener.on('connection', (client) => {
      this.accept(client);
    });
  }

  static async listen(targetPort: number): Promise<TcpProxy> {
    const listener = createServer({ noDelay: true });
    const proxy = new TcpProxy(listener, targetPort);
    listener.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
    await once(listener, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Closes every connection, and refuses new ones until `restore`. */
  cut(): void {
    this.refusing = true;
    this.end();
  }

  /** Resets every connection (RST), and refuses new ones until `restore`. */
  reset(): void {
    this.refusing = true;
    for (const { client, server } of [...this.links]) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Passes nothing on until `restore`; nobody is told. */
  silence(): void {
    this.silent = true;
    for (const { client, server } of this.links) {
      client.pause();
      server.pause();
    }
  }

  /** Passes on what wands send, and drops what they are answered, until `restore` ends every connection. */
  swallow(): void {
    this.swallowing = true;
  }

  /** Delays everything in both directions until `restore`. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** Ends every connection for the server only: the wands are not told, and what they send gets no answer. */
  strand(): void {
    for (const link of [...this.links]) {
      this.links.delete(link);
      this.stranded.add(link.client);
      link.client.removeAllListeners('data').resume();
      link.client.once('close', () => this.stranded.delete(link.client));
      link.server.destroy();
    }
  }

  /** The network works again. */
  restore(): void {
    this.refusing = false;
    this.delayMs = 0;
    if (this.swallowing) {
      this.swallowing = false;
      this.end(); // a connection that lacks bytes is of no use
    }
    if (!this.silent) return;
    this.silent = false;
    for (const { client, server } of this.links) {
      client.resume();
      server.resume();
    }
  }

  close(): void {
    this.listener.close();
    this.cut();
    for (const client of this.stranded) client.destroy();
  }

  private end(): void {
    for (const { client, server } of [...this.links]) {
      client.destroy();
      server.destroy();
    }
  }

  private accept(client: Socket): void {
    client.on('error', () => undefined); // closed and reset connections are the point
    if (this.refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port: this.targetPort, host: '127.0.0.1', noDelay: true });
    server.on('error', () => undefined);
    const link = { client, server };
    this.links.add(link);
    this.pass(client, server, link);
    this.pass(server, client, link);
    if (!this.silent) return;
    client.pause();
    server.pause();
  }

  private pass(from: Socket, to: Socket, link: Link): void {
    const line = new DelayLine();
    from.on('data', (chunk: Buffer) => {
      if (this.swallowing && from === link.server) return;
      line.push(this.delayMs, () => to.write(chunk));
    });
    from.once('close', () => {
      if (!this.links.has(link)) return; // stranded
      line.push(this.delayMs, () => {
        this.links.delete(link);
        to.destroy();
      });
    });
    to.once('close', () => {
      line.clear();
    });
  }
}
