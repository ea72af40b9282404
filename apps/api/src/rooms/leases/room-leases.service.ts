import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Emitter } from '../../platform/events/emitter.js';
import { Log } from '../../platform/logging/log.js';
import { LeasesRepository, type Holder } from './leases.repository.js';
import { namedRoom } from './named-room.js';
import { NodeSession } from './node-session.js';

/** A busy database may answer late at the start, ms. */
const BEGIN_MS = 15_000;

/** Ms between two beats. */
const BEAT_MS = 500;

/**
 * A node that heard nothing from the database for so long stops to serve its rooms, ms: a second later other nodes may
 * take them.
 */
const SILENCE_MS = 2_000;

/** Errors of a database that is down for every node: nobody can take a room. */
const IS_DOWN = new Set(['ECONNREFUSED', 'ENOENT', '57P01', '57P02', '57P03']);

/** How long what is known of another node's room is used, ms. */
const KNOWN_MS = 1_000;

/** How long a room that someone asked this node for by its name may be opened here, ms. */
const ASKED_MS = 15_000;

/** Rooms of other nodes that are remembered. */
const MAX_KNOWN = 1_000;

/** Another node serves the room, or will: its clients should name the room in their address. */
export class WrongNodeError extends FailureError {
  constructor(
    roomId: string,
    readonly holder: Holder | undefined,
  ) {
    super('wrong-node', roomId);
  }
}

/**
 * Which rooms this node serves. A room is served by one node at a time, so that it counts, ranks and remembers everyone:
 * the one that has its lease.
 */
@Injectable()
export class RoomLeases {
  readonly events = new Emitter<{ /** Another node may serve them from now on. */ 'rooms:lost': readonly string[] }>();
  /** Of this node. */
  readonly id = randomUUID();
  private readonly session: NodeSession;
  /** When this node took each of its rooms, ms of the monotonic clock. */
  private readonly held = new Map<string, number>();
  private hasPeers = false;
  /** When the last beat began that was answered, ms of the monotonic clock. */
  private heardAt = 0;
  private readonly asked = new Map<string, number>();
  private readonly known = new Map<string, { readonly holder: Promise<Holder | undefined>; readonly at: number }>();
  private timer: NodeJS.Timeout | undefined;
  private isBeating = false;

  constructor(
    private readonly leases: LeasesRepository,
    config: ServerConfig,
    private readonly log: Log,
  ) {
    this.session = new NodeSession(config.databaseUrl, this.id);
  }

  /** Joins the nodes of this database. @throws Error if it cannot be reached */
  async begin(): Promise<void> {
    const giveUpAt = performance.now() + BEGIN_MS;
    for (let isListed = false; !isListed;)
      isListed = await this.beat().then(
        () => true,
        async (error: unknown) => {
          if (performance.now() > giveUpAt) throw error;
          await sleep(BEAT_MS);
          return false;
        },
      );
    await this.session.clean();
    this.timer = setInterval(() => void this.keepBeating(), BEAT_MS);
  }

  /** Tells the other nodes where this one listens. */
  announce(url: string): Promise<void> {
    return this.session.announce(url);
  }

  /** Leaves; the other nodes may take this one's rooms at once. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.session.end();
  }

  /** Whether this node is alone, and serves every room. */
  get isAlone(): boolean {
    return !this.hasPeers;
  }

  /** Whether other nodes may take over what this one serves, because it heard nothing from the database. */
  get isCutOff(): boolean {
    return !this.isAlone && performance.now() - this.heardAt >= SILENCE_MS;
  }

  /** Whether this node may serve the room now. */
  holds(roomId: string): boolean {
    return this.held.has(roomId) && !this.isCutOff;
  }

  /**
   * Origin of the other node that serves the room which an address names; undefined if it names none, or one that is or may
   * be served here.
   * @param url path and query
   */
  nodeOf(url: string): undefined | Promise<string | undefined> {
    if (this.isAlone) return undefined;
    const roomId = namedRoom(url);
    if (roomId === undefined || this.holds(roomId)) return undefined;
    return this.findHolder(roomId).then((holder) => {
      if (holder === undefined) this.ask(roomId);
      return holder?.url ?? undefined;
    });
  }

  /** The node that serves a room does not answer: looks again for the next request. @param url as of `nodeOf` */
  unanswered(url: string): void {
    this.known.delete(namedRoom(url) ?? '');
  }

  /** Someone asked this node for the room by its name, as a proxy sends all who name it to one node. */
  private ask(roomId: string): void {
    this.asked.delete(roomId);
    this.asked.set(roomId, performance.now()); // last, and dropped last
    const [oldest] = this.asked.keys();
    if (this.asked.size > MAX_KNOWN && oldest !== undefined) this.asked.delete(oldest);
  }

  /**
   * Takes the lease of a room. Beside other nodes, it is left to the one that is asked for it by its name.
   * @param must take it in any case, if nobody has it
   * @throws WrongNodeError if another node serves the room, or will
   */
  async take(roomId: string, must: boolean): Promise<void> {
    if (this.holds(roomId)) return;
    const mayTake = must || this.isAlone || performance.now() - (this.asked.get(roomId) ?? -ASKED_MS) < ASKED_MS;
    const isTaken = mayTake && (await this.leases.take(roomId, this.id));
    const holder = isTaken ? undefined : await this.leases.findHolder(roomId);
    if (!isTaken && holder?.id !== this.id) throw new WrongNodeError(roomId, holder);
    this.held.set(roomId, performance.now());
    this.known.delete(roomId);
  }

  /** The other node that serves the room; undefined if none does. Known for a moment. */
  private async findHolder(roomId: string): Promise<Holder | undefined> {
    const known = this.known.get(roomId);
    if (known !== undefined && performance.now() - known.at < KNOWN_MS) return known.holder;
    const holder = this.leases.findHolder(roomId).then((found) => (found?.id === this.id ? undefined : found));
    this.known.delete(roomId);
    this.known.set(roomId, { holder, at: performance.now() });
    const [oldest] = this.known.keys();
    if (this.known.size > MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return holder;
  }

  /** Gives the lease of a room back that this node has closed. */
  async release(roomId: string): Promise<void> {
    this.held.delete(roomId);
    await this.leases.release(roomId, this.id);
  }

  private async keepBeating(): Promise<void> {
    if (this.isCutOff) this.lose([...this.held.keys()]);
    if (this.isBeating) return;
    this.isBeating = true;
    const began = performance.now();
    await this.beat()
      .catch((error: unknown) => {
        const { code = '', message } = error as NodeJS.ErrnoException;
        if (IS_DOWN.has(code)) this.heardAt = began;
        this.log.debug({ error: message }, 'the database did not answer a beat');
      })
      .finally(() => (this.isBeating = false));
  }

  private async beat(): Promise<void> {
    const began = performance.now();
    const { hasPeers, rooms } = await this.session.beat();
    this.heardAt = began;
    this.hasPeers = hasPeers;
    const listed = new Set(rooms);
    this.lose([...this.held].filter(([id, at]) => at < began && !listed.has(id)).map(([id]) => id));
  }

  /** Another node may serve these rooms: this one must not go on. */
  private lose(rooms: readonly string[]): void {
    if (rooms.length === 0) return;
    this.log.warn({ rooms: rooms.length }, 'left rooms to other nodes');
    for (const id of rooms) this.held.delete(id);
    this.events.emit('rooms:lost', rooms);
  }
}
