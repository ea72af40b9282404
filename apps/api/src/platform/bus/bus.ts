import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Log } from '../logging/log.js';
import { ServerConfig } from '../config/server-config.js';
import { busEnvelope, type BusKind, type BusMessage } from './bus-message.js';
import { Emitter } from '../events/emitter.js';

type Of<K extends BusKind> = Extract<BusMessage, { readonly kind: K }>;
type Listener<M = BusMessage> = (message: M, eventId: string | undefined, from: object | undefined) => void;

/** Channel of the notifications. */
export const BUS_CHANNEL = 'wandcast';

/** `application_name` of each node's bus connection, by which nodes are counted. */
export const BUS_NAME = 'wandcast bus';

/** Longest payload of a PostgreSQL notification, bytes. */
const MAX_PAYLOAD = 7_999;

/** Ms between reconnection attempts, and between queries that detect a dead connection. */
const RECONNECT_MS = 500;
const HEARTBEAT_MS = 5_000;

/**
 * Messages between the nodes of one database, over LISTEN and NOTIFY. Its messages say which rows to reload, and carry
 * state that is not stored, such as training progress. A lost one only delays an update: after a reconnection a node
 * publishes `refreshed`, also to itself, and every node reloads everything.
 */
@Injectable()
export class Bus implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly node = randomUUID();
  private readonly delivered = new Emitter<
    Record<BusKind, { readonly message: BusMessage; readonly eventId: string | undefined; readonly from?: object }>
  >();
  private client: pg.Client | undefined;
  /** Serializes queries, so that messages arrive in the order in which they were published. */
  private publishing: Promise<unknown> = Promise.resolve();
  private heartbeat: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;
  /** Lets an outage be logged once instead of at every attempt. */
  private isConnected = true;

  constructor(
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  /**
   * Subscribes to messages of other nodes, to this node's `refreshed`, and to what `tell` and `publishToAll` deliver.
   * @param signal ends the subscription
   */
  on<K extends BusKind>(kind: K, listener: Listener<Of<K>>, signal?: AbortSignal): void {
    this.delivered.on(
      kind,
      ({ message, eventId, from }) => {
        listener(message as Of<K>, eventId, from);
      },
      signal,
    );
  }

  /** Sends to the other nodes. While disconnected nothing is sent; after reconnecting, `refreshed` makes up for it. */
  publish(message: BusMessage, eventId?: string): void {
    const payload = JSON.stringify({ from: this.node, eventId, message });
    if (Buffer.byteLength(payload) > MAX_PAYLOAD) {
      this.log.error(
        { kind: message.kind, bytes: payload.length },
        'bus message exceeds the payload limit and was not sent',
      );
      return;
    }
    this.query('SELECT pg_notify($1, $2)', [BUS_CHANNEL, payload]);
  }

  /** Sends to the other nodes, and delivers to the listeners of this one. */
  publishToAll(message: BusMessage): void {
    this.publish(message);
    this.deliver(message, undefined);
  }

  /** Delivers to the listeners of this node. @param from who tells, and ignores it */
  tell(message: BusMessage, from: object): void {
    this.delivered.emit(message.kind, { message, eventId: undefined, from });
  }

  /** Connects in the background: once connected, `refreshed` makes every part reload what it missed. */
  onApplicationBootstrap(): void {
    void this.connect();
    this.heartbeat = setInterval(() => {
      this.query('SELECT 1');
    }, HEARTBEAT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.heartbeat);
    clearTimeout(this.retry);
    await this.publishing; // send what was published before
    await this.client?.end().catch(() => undefined);
  }

  /** Runs a query after the previous ones. If it fails, the connection is treated as lost. */
  private query(text: string, values: readonly string[] = []): void {
    const { client } = this;
    if (client === undefined) return;
    this.publishing = this.publishing.then(async () => {
      if (client !== this.client) return;
      await client.query(text, [...values]).catch((error: unknown) => {
        this.lost(client, error as Error);
      });
    });
  }

  private async connect(): Promise<void> {
    const connectionString = this.config.databaseUrl;
    const limits = { connectionTimeoutMillis: HEARTBEAT_MS, query_timeout: HEARTBEAT_MS, keepAlive: true };
    const client = new pg.Client({ connectionString, application_name: BUS_NAME, ...limits });
    client.on('error', (error) => {
      this.lost(client, error);
    });
    client.on('end', () => {
      this.lost(client, new Error('the connection ended'));
    });
    client.on('notification', ({ payload }) => {
      this.receive(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${BUS_CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      this.connectLater(error as Error);
      return;
    }
    if (this.stopped) {
      await client.end().catch(() => undefined);
      return;
    }
    this.client = client;
    this.isConnected = true;
    this.publish({ kind: 'refreshed' });
    this.deliver({ kind: 'refreshed' }, undefined);
  }

  private lost(client: pg.Client, error: Error): void {
    if (client !== this.client) return;
    this.client = undefined;
    client.end().catch(() => undefined);
    this.connectLater(error);
  }

  private connectLater(error: Error): void {
    if (this.stopped) return;
    if (this.isConnected) this.log.warn({ error: error.message }, 'lost the bus connection to the other nodes');
    this.isConnected = false;
    this.retry = setTimeout(() => void this.connect(), RECONNECT_MS);
  }

  private receive(payload: string): void {
    let parsed: ReturnType<typeof busEnvelope.safeParse>;
    try {
      parsed = busEnvelope.safeParse(JSON.parse(payload));
    } catch {
      return; // not from a node: any client of the database can notify this channel
    }
    if (parsed.success && parsed.data.from !== this.node) this.deliver(parsed.data.message, parsed.data.eventId);
  }

  private deliver(message: BusMessage, eventId: string | undefined): void {
    this.delivered.emit(message.kind, { message, eventId });
  }
}
