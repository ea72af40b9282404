import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ServerOptions } from 'engine.io';
import { ServerConfig } from '../../platform/config/server-config.js';
import { AddressLimits } from '../../platform/limits/address-limits.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import type { Caller } from '../../platform/sockets/caller.js';
import { RoomLeases } from '../../rooms/leases/room-leases.service.js';
import { decodeBatch } from './relay-batch.js';
import { RelayEntrance } from './relay-entrance.js';
import { RelayHolder } from './relay-holder.js';
import type { RelayStreams } from './relay-streams.js';
import type { RelayedConnection } from './relayed-connection.js';

/** Characters of an address that a holder is told: it reads the room in it. */
const MOST_URL = 2_000;

/** What a relay does with connections at its ends. */
interface RelayEnds {
  readonly callerOf: (request: IncomingMessage) => Caller;
  /** Takes a connection as from Engine.IO. */
  readonly onConnection: (connection: RelayedConnection) => void;
}

/** How often it is looked which nodes live, ms. */
const LOOK_MS = 250;

/**
 * Lets phones and stages of a room come by any node, and not only the one that serves it: that one gets what they send in
 * packed batches on Redis, and has none of their sockets. Without `REDIS_URL`, other nodes pass on the bytes of each socket.
 */
@Injectable()
export class Relays {
  private streams: RelayStreams | undefined;
  private entrance: RelayEntrance | undefined;
  private holder: RelayHolder | undefined;
  private looking: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly config: ServerConfig,
    private readonly leases: RoomLeases,
    private readonly limits: AddressLimits,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** @param options of Engine.IO */
  async open(options: Partial<ServerOptions>, { callerOf, onConnection }: RelayEnds): Promise<void> {
    const { redisUrl } = this.config;
    if (redisUrl === undefined) return;
    const { RelayStreams } = await import('./relay-streams.js'); // most servers need none
    if (this.closing !== undefined) return; // such as after a failed start
    const streams = new RelayStreams(redisUrl, () => this.leases.id);
    const host = {
      nodeId: () => this.leases.id,
      send: (nodeId: string, batch: Uint8Array) => streams.send(nodeId, batch),
    };
    this.entrance = new RelayEntrance(options, {
      ...host,
      arrivalOf: (request) => ({ url: (request.url ?? '').slice(0, MOST_URL), ...callerOf(request) }),
      opened: (address) => this.limits.opened(address),
      onBroken: (node, reason) => {
        this.log.warn({ node, reason }, 'lost the relay to a node: its connections open again');
      },
    });
    this.holder = new RelayHolder({
      ...host,
      allows: ({ clientAddress }) => this.limits.allowsConnection(clientAddress),
      onConnection: (connection, { url }) => {
        this.leases.accept(url);
        onConnection(connection);
      },
    });
    this.listenTo(streams);
    this.streams = streams;
    this.looking = setInterval(() => {
      this.look();
    }, LOOK_MS).unref();
    streams.open();
  }

  /** Takes a websocket for another node. @param url origin of that  @returns false if it has to be passed on in another way */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: string): boolean {
    const peer = this.leases.peers.find((one) => one.url === url);
    if (peer === undefined || this.streams?.isReady !== true) return false;
    return this.entrance?.upgrade(request, socket, head, peer.id) === true;
  }

  /** Closes what it relays to other nodes, and relays no more. */
  leave(): void {
    this.entrance?.close();
    this.entrance = undefined;
  }

  /** Closes what others relay to it, too. Further calls wait for the first one. */
  close(): Promise<void> {
    return (this.closing ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    clearInterval(this.looking);
    this.leave();
    this.holder?.close();
    await this.streams?.close();
  }

  private listenTo(streams: RelayStreams): void {
    let isLost = false;
    streams.events.on('batch', (bytes) => {
      try {
        const batch = decodeBatch(bytes);
        (batch.isUp ? this.holder : this.entrance)?.receive(batch);
      } catch (error) {
        this.log.warn({ error: (error as Error).message }, 'could not read what another node sent through Redis');
      }
    });
    streams.events.on('lost', ({ message }) => {
      if (!isLost)
        this.log.warn(
          { error: message },
          'cannot reach Redis: check REDIS_URL and that it runs. Until then the sockets of other rooms are passed on one by one',
        );
      isLost = true;
      this.entrance?.break('Redis is lost');
      this.holder?.break('Redis is lost');
    });
    streams.events.on('ready', () => {
      this.log.info({}, 'relays through Redis');
      isLost = false;
    });
  }

  private look(): void {
    const living = new Set(this.leases.peers.map(({ id }) => id));
    this.entrance?.keep(living);
    this.holder?.keep(living);
    this.metrics.relayed.set({ direction: 'out' }, this.entrance?.size ?? 0);
    this.metrics.relayed.set({ direction: 'in' }, this.holder?.size ?? 0);
  }
}
