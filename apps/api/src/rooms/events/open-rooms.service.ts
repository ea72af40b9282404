import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { Bus } from '../../platform/bus/bus.js';
import { Log } from '../../platform/logging/log.js';
import { KeyedQueue } from '../../platform/queues/keyed-queue.js';
import { RoomLeases, WrongNodeError } from '../leases/room-leases.service.js';
import { unlessElsewhere } from '../leases/wrong-node-error.js';
import type { EventRecord } from '../room/event-record.js';
import type { Room } from '../room/room.js';
import { Rooms } from '../room/rooms.js';
import { SocketNamespaces } from '../room/socket-namespaces.js';
import { EventSettings } from './event-settings.js';
import { EventsRepository } from './events.repository.js';
import { MainRoom } from './main-room.js';

/** How long a room stays open that nobody uses, ms, and how often those are looked for. */
const UNUSED_MS = 10 * 60_000;
const SWEEP_MS = 60_000;

/** Opens rooms when they are used, and closes those that nobody uses any more. */
@Injectable()
export class OpenRooms implements OnApplicationBootstrap, OnModuleDestroy {
  /** By room id: a room is opened, continued and closed by one caller at a time. */
  private readonly turns = new KeyedQueue<string>();
  /** When an open room was last used, by room id, ms of the monotonic clock. */
  private readonly usedAt = new Map<string, number>();
  private isStopping = false;
  private sweeps: NodeJS.Timeout | undefined;

  constructor(
    readonly rooms: Rooms,
    private readonly mainRoom: MainRoom,
    private readonly leases: RoomLeases,
    private readonly events: EventsRepository,
    private readonly namespaces: SocketNamespaces,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  /** Opens the main room, unless another node serves it; the first start creates one. */
  async onApplicationBootstrap(): Promise<void> {
    const [mainId] = await Promise.all([this.mainRoom.begin(), this.leases.begin()]);
    const opened = unlessElsewhere(this.sync(mainId));
    this.leases.events.on('rooms:lost', (ids) => {
      for (const id of ids) this.leave(id);
    });
    this.leases.events.on('rooms:left', (ids) => void this.openAll(ids));
    this.bus.on('event', (_, eventId) => {
      const room = this.rooms.list().find((open) => open.eventId === eventId);
      if (room !== undefined) this.follow(room.id);
      else if (eventId === this.mainRoom.event.id) this.followMain();
    });
    this.bus.on('refreshed', () => {
      for (const room of this.rooms.list()) this.follow(room.id);
      this.followMain();
    });
    await opened;
    this.sweep();
    this.sweeps = setInterval(() => {
      this.sweep();
    }, SWEEP_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = this.leases.isStopping = true;
    clearInterval(this.sweeps);
    await this.turns.idle();
    const rooms = this.rooms.list();
    await this.rooms.closeAll();
    this.leases.empty = rooms.filter(({ eventId }) => this.namespaces.count(eventId, ['wand']) === 0);
  }

  get mainId(): string {
    return this.mainRoom.id;
  }

  /** The room that the terminal and commands mean. @throws WrongNodeError if another node serves it */
  main(): Promise<Room> {
    return this.get(this.mainRoom.id, true);
  }

  /**
   * Opens the room if it is not open.
   * @param must open it here, although nobody asked for it by its name, if no node serves it
   * @throws FailureError `room-unknown`, `wrong-node` if another node serves it, or will
   */
  async get(roomId: string, must = false): Promise<Room> {
    const open = (): Room | undefined => {
      const room = this.rooms.find(roomId);
      if (room !== undefined) this.use(room);
      return room;
    };
    return open() ?? (await this.inTurn(roomId, async () => open() ?? (await this.read(roomId, must))));
  }

  /** The current event of a room, which need not be open here. @throws FailureError `room-unknown` */
  async eventOf(roomId: string): Promise<EventRecord> {
    const event = this.rooms.find(roomId)?.event ?? (await this.events.findCurrent(roomId));
    if (event === undefined) throw new FailureError('room-unknown', roomId);
    return event;
  }

  /** Opens the oldest of these rooms, an archived one only if all are. @param roomIds undefined for the organization's */
  async firstOf(organizationId: string, roomIds: readonly string[] | undefined): Promise<Room | undefined> {
    const first = roomIds?.length === 0 ? undefined : await this.events.findFirstRoomId(organizationId, roomIds);
    return first === undefined ? undefined : this.get(first);
  }

  /** Keeps a room open for a while. */
  use({ id }: Room): void {
    this.usedAt.set(id, performance.now());
  }

  /** Opens the room that the event was or is held in; undefined if the event was deleted. @throws FailureError `wrong-node` */
  async ofEvent(eventId: string): Promise<Room | undefined> {
    const roomId = await this.events.findRoomId(eventId);
    return roomId === undefined ? undefined : this.sync(roomId, true);
  }

  /**
   * Opens a room, continues it with its next event if that has begun, or reloads its event. @param must as of `get`
   * @throws FailureError `room-unknown`, `wrong-node`
   */
  sync(roomId: string, must = false): Promise<Room> {
    return this.inTurn(roomId, () => this.read(roomId, must));
  }

  /** Reloads the event of a room if it is open. */
  async reread(roomId: string): Promise<void> {
    await this.inTurn(roomId, async () => {
      if (this.rooms.find(roomId) !== undefined) await this.read(roomId, true);
    });
  }

  private async read(roomId: string, must: boolean): Promise<Room> {
    const open = this.rooms.find(roomId);
    if (open === undefined) await this.lease(roomId, must);
    try {
      return await this.readLeased(roomId, must, open);
    } catch (error) {
      // Another node may be able to open it.
      if (this.rooms.find(roomId) === undefined) await this.giveBack(roomId).catch(() => undefined);
      throw error;
    }
  }

  private async readLeased(roomId: string, must: boolean, open: Room | undefined): Promise<Room> {
    const event = await this.events.findCurrent(roomId);
    if (event === undefined) {
      if (open !== undefined) await this.end(open);
      throw new FailureError('room-unknown', roomId);
    }
    this.usedAt.set(roomId, performance.now());
    if (event.id === open?.eventId) {
      await open.part(EventSettings).reread();
      return open;
    }
    // Its pages hear that their links were replaced before they move to the next event.
    if (open !== undefined && open.event.linkVersion !== event.linkVersion) await open.part(EventSettings).reread();
    const opened = await this.rooms.open(event, open);
    const now = await this.events.findCurrent(roomId); // another node may have begun an event or changed this one meanwhile
    return JSON.stringify(now) === JSON.stringify(event) ? opened : this.read(roomId, must);
  }

  /** @throws FailureError `room-unknown`, `wrong-node` */
  private async lease(roomId: string, must: boolean): Promise<void> {
    try {
      await this.leases.take(roomId, must);
    } catch (error) {
      if (error instanceof WrongNodeError) await this.eventOf(roomId); // it may have been deleted
      throw error;
    }
  }

  /** Closes a room that was deleted. If it was the main one, another takes its place. */
  private async end(room: Room): Promise<void> {
    if (room.id === this.mainRoom.id) await this.mainRoom.reread(); // another one: this one has no event
    this.usedAt.delete(room.id);
    this.namespaces.disconnect(room.eventId);
    await this.rooms.close(room);
  }

  private inTurn<T>(roomId: string, task: () => Promise<T>): Promise<T> {
    if (this.isStopping) return Promise.reject(new FailureError('overloaded', 'the server stops'));
    return this.turns.run(roomId, task);
  }

  private follow(roomId: string): void {
    this.sync(roomId).catch(this.warn('could not reload the event', roomId));
  }

  private followMain(): void {
    this.mainRoom.reread().catch(this.warn('could not reload the event of the main room'));
  }

  /** Closes a room that another node may serve from now on. Its pages connect to that. */
  private leave(roomId: string): void {
    const dropped = this.rooms.find(roomId);
    if (dropped !== undefined) this.namespaces.drop(dropped.eventId);
    const leave = async (): Promise<void> => {
      const room = this.rooms.find(roomId);
      if (room === undefined || this.leases.holds(roomId)) return;
      this.usedAt.delete(roomId);
      this.namespaces.drop(room.eventId);
      await this.rooms.close(room);
    };
    this.turns.run(roomId, leave).catch(this.warn('could not close a room', roomId));
  }

  /** Closes rooms that nobody uses, and opens those with work that a stopped node has begun. */
  private sweep(): void {
    for (const room of this.rooms.list())
      if (this.isUnused(room)) this.close(room.id).catch(this.warn('could not close a room', room.id));
    const opening = this.events.listBusyRooms().then((ids) => this.openAll(ids));
    opening.catch(this.warn('could not look for rooms with unfinished imports'));
  }

  /** One after the other: those that someone asks for are opened meanwhile. */
  private async openAll(roomIds: readonly string[]): Promise<void> {
    for (const id of roomIds) await unlessElsewhere(this.get(id, true)).catch(this.warn('could not open a room', id));
  }

  /** Whether nobody is in the room, has asked for it for a while, or waits for its work. */
  private isUnused(room: Room): boolean {
    if (room.id === this.mainRoom.id) return false;
    if (room.isBusy || this.namespaces.count(room.eventId) > 0) this.usedAt.set(room.id, performance.now());
    return performance.now() - (this.usedAt.get(room.id) ?? 0) >= UNUSED_MS;
  }

  private async close(roomId: string): Promise<void> {
    await this.turns.run(roomId, async () => {
      const room = this.rooms.find(roomId);
      if (room === undefined || !this.isUnused(room)) return; // used while this waited
      await this.rooms.close(room).finally(() => this.giveBack(roomId));
    });
  }

  private async giveBack(roomId: string): Promise<void> {
    this.usedAt.delete(roomId);
    await this.leases.release(roomId);
  }

  private warn(message: string, room?: string): (error: unknown) => void {
    return (error) => {
      this.log.warn({ room, error: (error as Error).message }, message);
    };
  }
}
