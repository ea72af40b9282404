import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as EngineServer, type ServerOptions, type Socket as EngineSocket } from 'engine.io';
import { cutOff, type RawConnection } from '../../platform/sockets/raw-connection.js';
import { UnsentBytes } from '../../platform/sockets/unsent-bytes.js';
import type { Arrival, Batch, Frame } from './relay-batch.js';
import { RelayLink } from './relay-link.js';

/** Unread bytes are told this often, ms. */
const TELL_MS = 250;

/** A client with more unread bytes is cut off here: the holder allows no more to any. */
const MOST_UNREAD = 8 << 20;

/** A node whose link broke is reached without one for this time, ms. */
const REST_MS = 10_000;

/** What the entrance of a relay needs of its surroundings. */
interface EntranceHost {
  readonly nodeId: () => string;
  readonly send: (nodeId: string, batch: Uint8Array) => Promise<void>;
  readonly arrivalOf: (request: IncomingMessage) => Arrival;
  /** Counts a connection of this address. @returns what to call when it has closed */
  readonly opened: (address: string) => () => void;
  readonly onBroken: (peer: string, reason: string) => void;
}

interface Entered {
  readonly real: EngineSocket;
  readonly unsent: UnsentBytes;
}

interface EntranceLink {
  readonly id: string;
  readonly link: RelayLink;
  readonly connections: Map<number, Entered>;
  /** Number of the next connection. */
  next: number;
}

/** The connections of this node for rooms of other ones. */
export class RelayEntrance {
  private readonly engine: EngineServer;
  /** By the ids of the other nodes. */
  private readonly links = new Map<string, EntranceLink>();
  /** Until when a node is reached without a link, ms of the monotonic clock. */
  private readonly resting = new Map<string, number>();
  /** Which node a request is for. */
  private readonly peerOf = new WeakMap<IncomingMessage, string>();
  /** Connections with unread bytes. */
  private readonly behind = new Set<() => void>();
  private readonly telling: NodeJS.Timeout;

  constructor(
    options: ServerOptions,
    private readonly host: EntranceHost,
  ) {
    this.engine = new EngineServer({ ...options, transports: ['websocket'] });
    this.engine.on('connection', (real: EngineSocket) => {
      this.enter(real);
    });
    this.telling = setInterval(() => {
      for (const tell of [...this.behind]) tell();
    }, TELL_MS).unref();
  }

  /** Takes a websocket for a room of another node. @returns false if it has to be passed on in another way */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, peer: string): boolean {
    if (!isNewWebsocket(request.url ?? '') || performance.now() < (this.resting.get(peer) ?? 0)) return false;
    this.peerOf.set(request, peer);
    this.engine.handleUpgrade(request, socket, head);
    return true;
  }

  /** Takes a batch that a holder has sent. */
  receive(batch: Batch): void {
    const held = this.links.get(batch.from);
    if (held?.id === batch.link) held.link.receive(batch);
  }

  /** Ends the links with nodes that are gone. @param living ids of nodes */
  keep(living: ReadonlySet<string>): void {
    for (const [peer, { link }] of [...this.links]) if (!living.has(peer)) link.break('the node is gone');
  }

  /** Ends all links. */
  break(reason: string): void {
    for (const { link } of [...this.links.values()]) link.break(reason);
  }

  close(): void {
    clearInterval(this.telling);
    this.engine.close();
    for (const { link } of this.links.values()) {
      link.flush();
      link.end();
    }
    this.links.clear();
  }

  get size(): number {
    return this.engine.clientsCount;
  }

  private enter(real: EngineSocket): void {
    const { request } = real;
    const peer = this.peerOf.get(request);
    if (peer === undefined) {
      real.close(true);
      return;
    }
    const held = this.linkTo(peer);
    const { link, connections } = held;
    const number = held.next++;
    const raw = real as unknown as RawConnection & { request?: IncomingMessage };
    const unsent = new UnsentBytes(raw, () => {
      this.behind.add(tell);
    });
    let told = 0;
    const tell = (): void => {
      const { count } = unsent;
      if (count > MOST_UNREAD) cutOff(raw);
      if (count === 0 || raw.readyState !== 'open') this.behind.delete(tell);
      if (count !== told && connections.has(number)) link.add(['unsent', number, count]);
      told = count;
    };
    connections.set(number, { real, unsent });
    const arrival = this.host.arrivalOf(request);
    link.add(['open', number, arrival]);
    real.once('close', this.host.opened(arrival.clientAddress));
    delete raw.request; // most of an idle connection's memory
    real.on('data', (data: string | Buffer) => {
      link.add(['data', [number], data]);
    });
    real.once('close', (reason) => {
      if (connections.delete(number)) link.add(['close', number, reason]);
    });
  }

  private linkTo(peer: string): EntranceLink {
    const known = this.links.get(peer);
    if (known !== undefined) return known;
    const connections = new Map<number, Entered>();
    const id = randomUUID();
    const link = new RelayLink(peer, id, true, {
      ...{ nodeId: this.host.nodeId, send: this.host.send },
      onFrame: (frame) => {
        handle(frame, connections);
      },
      onBroken: (reason) => {
        this.links.delete(peer);
        this.resting.set(peer, performance.now() + REST_MS);
        const left = [...connections.values()];
        connections.clear();
        for (const { real } of left) cutOff(real as unknown as RawConnection);
        this.host.onBroken(peer, reason);
      },
    });
    const held: EntranceLink = { id, link, connections, next: 0 };
    this.links.set(peer, held);
    return held;
  }
}

function handle(frame: Frame, connections: Map<number, Entered>): void {
  switch (frame[0]) {
    case 'data':
      for (const number of frame[1]) connections.get(number)?.real.send(frame[2]);
      break;
    case 'close':
      connections.get(frame[1])?.real.close();
      break;
    case 'pause':
      (connections.get(frame[1])?.real as RawConnection | undefined)?.transport.socket?.pause?.();
      break;
    case 'cut': {
      const entered = connections.get(frame[1]);
      if (entered === undefined) break;
      cutOff(entered.real as unknown as RawConnection);
      entered.unsent.drop();
      break;
    }
    case 'open':
    case 'unsent':
      break; // only to holders
  }
}

/** Whether an address opens a connection as a websocket: a polling client that upgrades has one already. */
function isNewWebsocket(url: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://node');
  return pathname === '/socket.io/' && searchParams.get('transport') === 'websocket' && !searchParams.has('sid');
}
