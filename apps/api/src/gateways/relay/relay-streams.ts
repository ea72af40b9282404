import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, RESP_TYPES } from '@redis/client';
import { Emitter } from '../../platform/events/emitter.js';

/** Batches that a node has not read, at most: of some seconds. */
const MOST_BATCHES = 2_000;

/** The stream of a node that is gone is deleted after this time, s. */
const KEPT_S = 60;

/** A read waits for so long, ms, so that it notices a new id of its node. */
const READ_MS = 1_000;

/** Batches read at once. */
const READ_BATCHES = 100;

/** What was read is deleted this often, ms. */
const TRIM_MS = 500;

/** Most bytes on their way to the streams. With more, the streams are too slow. */
const MOST_UNSENT = 32 << 20;

/** Pauses between two attempts to connect, ms. */
const RETRY_MS = { first: 100, most: 2_000 };

const keyOf = (nodeId: string): string => `wandcast:node:${nodeId}`;

const createStreamClient = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true, // what is late is of no use
    socket: { reconnectStrategy: (tries) => Math.min(RETRY_MS.first * 2 ** tries, RETRY_MS.most) },
  }).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
type StreamClient = ReturnType<typeof createStreamClient>;

/** New batches of a stream; null if there are none. */
type Read =
  readonly { readonly messages: readonly { readonly id: Buffer; readonly message: { readonly b: Buffer } }[] }[] | null;

/** Batches between nodes, on Redis or Valkey: a stream for each node, which that node alone reads. */
export class RelayStreams {
  readonly events = new Emitter<{
    /** For this node. */
    batch: Uint8Array;
    /** Batches may be lost. */
    lost: Error;
    ready: undefined;
  }>();
  private readonly writer: StreamClient;
  private readonly reader: StreamClient;
  private unsent = 0;
  private isClosed = false;
  private reading = Promise.resolve();

  /** @param url of Redis  @param nodeId of this node, which may change */
  constructor(
    url: string,
    private readonly nodeId: () => string,
  ) {
    [this.writer, this.reader] = [createStreamClient(url), createStreamClient(url)];
    for (const client of [this.writer, this.reader]) {
      client.on('error', (error: Error) => {
        if (!this.isClosed) this.events.emit('lost', error);
      });
      client.on('ready', () => {
        if (this.isReady) this.events.emit('ready', undefined);
      });
    }
  }

  /** Connects, and again whenever the connection is lost. */
  open(): void {
    for (const client of [this.writer, this.reader]) client.connect().catch(() => undefined); // it goes on trying
    this.reading = this.read();
  }

  /** Whether batches can be sent and read. */
  get isReady(): boolean {
    return this.writer.isReady && this.reader.isReady && !this.isClosed;
  }

  /** @throws Error if it may be lost */
  async send(nodeId: string, batch: Uint8Array): Promise<void> {
    if (this.unsent > MOST_UNSENT) throw new Error('Redis is too slow');
    this.unsent += batch.byteLength;
    const key = keyOf(nodeId);
    const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength);
    try {
      await Promise.all([
        this.writer.xAdd(
          key,
          '*',
          { b: bytes },
          { TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: MOST_BATCHES } },
        ),
        this.writer.expire(key, KEPT_S),
      ]);
    } finally {
      this.unsent -= batch.byteLength;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const key = keyOf(this.nodeId());
    if (this.writer.isReady) await this.writer.del(key).catch(() => undefined); // it expires
    for (const client of [this.writer, this.reader]) if (client.isOpen) client.destroy();
    await this.reading;
  }

  private async read(): Promise<void> {
    let [key, last, trimmedAt] = ['', '0', 0];
    while (!this.isClosed) {
      const now = keyOf(this.nodeId());
      if (now !== key) [key, last] = [now, '0']; // no other node has ever had this id
      try {
        last = await this.readOnce(key, last);
        if (last === '0' || performance.now() - trimmedAt < TRIM_MS) continue;
        trimmedAt = performance.now();
        void this.writer
          .xTrim(key, 'MINID', last as never) // the type names numbers only, but Redis takes ids
          .catch(() => undefined); // the next one does
      } catch {
        await sleep(RETRY_MS.first, undefined, { ref: false }); // the client connects again by itself
      }
    }
  }

  /** @returns id of the last batch read */
  private async readOnce(key: string, last: string): Promise<string> {
    const read = (await this.reader.xRead({ key, id: last }, { BLOCK: READ_MS, COUNT: READ_BATCHES })) as Read;
    let until = last;
    for (const { id, message } of read?.[0]?.messages ?? []) {
      until = String(id);
      this.events.emit('batch', message.b);
    }
    return until;
  }
}
