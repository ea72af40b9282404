import { randomUUID } from 'node:crypto';
import type { Arrival, Batch, Frame } from './relay-batch.js';
import { RelayLink } from './relay-link.js';
import { RelayedConnection } from './relayed-connection.js';

/** What the holder of rooms needs of its surroundings. */
interface HolderHost {
  readonly nodeId: () => string;
  readonly send: (nodeId: string, batch: Uint8Array) => Promise<void>;
  /** Whether another connection of this address may open. */
  readonly allows: (arrival: Arrival) => boolean;
  readonly onConnection: (connection: RelayedConnection, arrival: Arrival) => void;
}

interface HeldLink {
  readonly link: RelayLink;
  readonly relay: string;
  readonly connections: Map<number, RelayedConnection>;
  readonly waiting: Set<RelayedConnection>;
}

/** The connections that relays have for rooms of this node. */
export class RelayHolder {
  /** By their ids. */
  private readonly links = new Map<string, HeldLink>();

  constructor(private readonly host: HolderHost) {}

  /** Takes a batch that a relay has sent. */
  receive(batch: Batch): void {
    // Of a link that this end has left, if it is not the first: the relay hears nothing, and leaves it, too.
    const held = this.links.get(batch.link) ?? (batch.number === 0 ? this.open(batch) : undefined);
    held?.link.receive(batch);
  }

  /** Ends the links with relays that are gone. @param living ids of nodes */
  keep(living: ReadonlySet<string>): void {
    for (const { relay, link } of [...this.links.values()]) if (!living.has(relay)) link.break('the relay is gone');
  }

  /** Ends all links. */
  break(reason: string): void {
    for (const { link } of [...this.links.values()]) link.break(reason);
  }

  /** Closes all connections, and tells the relays. */
  close(): void {
    for (const { link, connections } of [...this.links.values()]) {
      for (const connection of [...connections.values()]) connection.close();
      link.flush();
      link.end();
    }
    this.links.clear();
  }

  get size(): number {
    let size = 0;
    for (const { connections } of this.links.values()) size += connections.size;
    return size;
  }

  private open({ from, link: id }: Batch): HeldLink {
    const [connections, waiting] = [new Map<number, RelayedConnection>(), new Set<RelayedConnection>()];
    const link = new RelayLink(from, id, false, {
      ...{ nodeId: this.host.nodeId, send: this.host.send },
      onFrame: (frame) => {
        this.handle(frame, held);
      },
      onFlushed: () => {
        for (const connection of waiting) connection.flushed();
        waiting.clear();
      },
      onBroken: () => {
        this.links.delete(id);
        for (const connection of [...connections.values()]) connection.closed('transport error');
      },
    });
    const held: HeldLink = { link, relay: from, connections, waiting };
    this.links.set(id, held);
    return held;
  }

  private handle(frame: Frame, held: HeldLink): void {
    const { connections } = held;
    switch (frame[0]) {
      case 'open':
        this.admit(frame[1], frame[2], held);
        break;
      case 'data':
        for (const number of frame[1]) connections.get(number)?.receive(frame[2]);
        break;
      case 'unsent':
        connections.get(frame[1])?.setUnread(frame[2]);
        break;
      case 'close':
        connections.get(frame[1])?.closed(frame[2]);
        break;
      case 'cut':
      case 'pause':
        break; // only to relays
    }
  }

  private admit(number: number, arrival: Arrival, { link, connections, waiting }: HeldLink): void {
    if (!this.host.allows(arrival)) {
      link.add(['cut', number]);
      return;
    }
    const connection = new RelayedConnection(randomUUID(), number, arrival, link, waiting);
    connections.set(number, connection);
    connection.once('close', () => connections.delete(number));
    this.host.onConnection(connection, arrival);
  }
}
