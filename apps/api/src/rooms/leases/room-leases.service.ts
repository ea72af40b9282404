import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Emitter } from '../../platform/events/emitter.js';
import { Log } from '../../platform/logging/log.js';
import { SocketNamespaces } from '../room/socket-namespaces.js';
import { AskedRooms } from './asked-rooms.js';
import { IS_DOWN, IS_REFUSED } from './beat-errors.js';
import { LeasesRepository } from './leases.repository.js';
import { KnownHolders } from './known-holders.js';
import { namedRoom } from './named-room.js';
import { NodeSession, type PeerNode } from './node-session.js';
import { findHearing, tellLeft, tellOneLeft, withinAsking } from './peer-nodes.js';
import { WrongNodeError } from './wrong-node-error.js';

export { WrongNodeError };

/** A busy database may answer late at the start, ms. */
const BEGIN_MS = 15_000;

/** Ms between two beats. */
const BEAT_MS = 250;

/** A node that the database has not answered for so long leaves its rooms, ms: a second later others may take them. */
const SILENCE_MS = 2_000;

/** A beat that takes longer may mean that this node alone is cut off: others are asked, ms. */
const SUSPICIOUS_MS = 200;

/**
 * Which rooms this node serves. A room is served by one node at a time, so that it counts, ranks and remembers everyone:
 * the one that has its lease.
 */
@Injectable()
export class RoomLeases implements BeforeApplicationShutdown {
  readonly events = new Emitter<{
    /** Another node may serve them from now on. */
    'rooms:lost': readonly string[];
    /** Another node has served them, and leaves them to this one. */
    'rooms:left': readonly string[];
  }>();
  private session: NodeSession;
  /** When this node took each of its rooms, ms of the monotonic clock. */
  private readonly held = new Map<string, number>();
  private hasPeers = false;
  /** When the last beat began that was answered, ms of the monotonic clock. */
  private heardAt = 0;
  private readonly asked = new AskedRooms();
  private readonly known: KnownHolders;
  private timer: NodeJS.Timeout | undefined;
  private isBeating = false;
  /** Rooms without phones, when this node stops. */
  empty: readonly { readonly id: string }[] = [];
  /** Whether this node takes no rooms over any more. */
  isStopping = false;
  /** Origins of nodes that serve rooms while the database does not answer this one; first the one to try. */
  readonly successors: string[] = [];

  constructor(
    private readonly leases: LeasesRepository,
    config: ServerConfig,
    private readonly namespaces: SocketNamespaces,
    private readonly log: Log,
  ) {
    this.known = new KnownHolders(leases);
    this.session = new NodeSession(config.databaseUrl, randomUUID(), null, () => {
      if (this.timer !== undefined) void this.keepBeating(); // others take this node for dead at once
    });
  }

  /** Of this node. */
  get id(): string {
    return this.session.id;
  }

  /** The other living nodes, as of the last beat. */
  get peers(): readonly PeerNode[] {
    return this.session.peers;
  }

  /** Joins the nodes of this database. @throws Error if it cannot be reached */
  async begin(): Promise<void> {
    const giveUpAt = performance.now() + BEGIN_MS;
    for (;;)
      try {
        await this.beat();
        break;
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        await sleep(BEAT_MS);
      }
    await this.session.clean();
    this.timer = setInterval(() => void this.keepBeating(), BEAT_MS);
  }

  /** Tells the other nodes where this one listens. */
  announce(url: string): Promise<void> {
    return this.session.announce(url);
  }

  /**
   * Leaves, after the last cast is stored and before the sockets close, so that their pages find another node: one is
   * asked to take the rooms with phones over.
   */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    const { session, empty } = this;
    if (this.held.size > empty.length && session.peers.length > 0) {
      await session.release(empty.map(({ id }) => id));
      await tellOneLeft(session);
    }
    await session.end();
  }

  /** Whether this node is alone, and serves every room. */
  get isAlone(): boolean {
    return !this.hasPeers;
  }

  /** Whether other nodes may take over what this one serves, because it heard nothing from the database. */
  get isCutOff(): boolean {
    return !this.isAlone && (this.successors.length > 0 || performance.now() - this.heardAt >= SILENCE_MS);
  }

  /** Whether the database answers this node now; undefined if no living node with this id asks. */
  async hears(id: string): Promise<boolean | undefined> {
    return !this.isStopping && this.peers.some((peer) => peer.id === id) ? this.session.answers() : undefined;
  }

  /** The node with this id has stopped to serve its rooms: this one takes them. */
  async succeed(id: string): Promise<void> {
    const left = await this.session.remove(id);
    this.known.clear();
    this.events.emit('rooms:left', left);
  }

  /** Whether this node may serve the room now. */
  holds(roomId: string): boolean {
    return this.held.has(roomId) && !this.isCutOff;
  }

  /**
   * Origin of the other node that serves the room which an address names, or that has fewer people and may open it;
   * undefined if it names none, or one that is or may be served here.
   * @param url path and query
   */
  nodeOf(url: string): undefined | Promise<string | undefined> {
    const roomId = this.isAlone ? undefined : namedRoom(url);
    if (roomId === undefined || this.holds(roomId)) return undefined;
    return this.known.find(roomId, this.id).then((node) => {
      if (node === undefined) this.asked.add(roomId);
      return node?.url ?? undefined;
    });
  }

  /** Another node passed a request on: if nobody serves its room, this one may open it. @param url as of `nodeOf` */
  accept(url: string): void {
    const roomId = this.isAlone ? undefined : namedRoom(url);
    if (roomId !== undefined && !this.holds(roomId)) this.asked.add(roomId);
  }

  /** The node that serves a room does not answer: looks again for the next request. @param url as of `nodeOf` */
  unanswered(url: string, node: string): void {
    this.known.forget(namedRoom(url) ?? '');
    if (node === this.successors[0]) this.successors.push(...this.successors.splice(0, 1));
  }

  /**
   * Takes the lease of a room. Beside other nodes, it is left to the one that is asked for it by its name.
   * @param must take it in any case, if nobody has it
   * @throws WrongNodeError if another node serves the room, or will
   */
  async take(roomId: string, must: boolean): Promise<void> {
    if (this.holds(roomId)) return;
    const { id } = this;
    const isTaken = (must || this.isAlone || this.asked.has(roomId)) && (await this.leases.take(roomId, id));
    const holder = isTaken ? undefined : await this.leases.findHolder(roomId);
    if ((!isTaken && holder?.id !== id) || id !== this.id) throw new WrongNodeError(roomId, holder);
    this.held.set(roomId, performance.now());
    this.known.forget(roomId);
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
    const suspicion = setTimeout(() => void this.suspect(began), SUSPICIOUS_MS);
    await this.beat()
      .catch(async (error: unknown) => {
        const { code = '', message } = error as NodeJS.ErrnoException;
        this.log.debug({ error: message }, 'the database did not answer a beat');
        if (IS_DOWN.has(code) || (IS_REFUSED.has(code) && !(await this.suspect(began)))) this.heardAt = began;
      })
      .finally(() => {
        clearTimeout(suspicion);
        this.isBeating = false;
      });
  }

  /**
   * Asks others about a beat that was not answered. If the database answers one of them, but no new connection of this
   * node, this node is cut off: it stops to serve its rooms at once, and tells the other one, which may take them. Without
   * its word, others wait until they have not heard it for longer than SILENCE_MS.
   * @returns whether it gave up
   */
  private async suspect(began: number): Promise<boolean> {
    if (this.successors.length > 0) return true;
    const { session } = this;
    const [peer, answers] = await Promise.all([findHearing(session), withinAsking(session.connectAgain())]);
    if (session !== this.session) return true;
    if (peer === undefined || answers || this.heardAt >= began) return false;
    this.successors.push(peer, ...session.peers.flatMap(({ url }) => url ?? []).filter((url) => url !== peer));
    if (this.held.size === 0) return true;
    this.session = session.retire();
    this.lose([...this.held.keys()]);
    await tellLeft(peer, session.id).catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not tell another node that it may take the rooms');
    });
    return true;
  }

  private async beat(): Promise<void> {
    const began = performance.now();
    const { session } = this;
    const { hasPeers, rooms } = await session.beat(this.namespaces.size('wand'));
    if (session !== this.session) return; // it gave up meanwhile
    this.heardAt = began;
    this.successors.length = 0;
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
