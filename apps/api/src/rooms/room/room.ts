import type { Bus } from '../../platform/bus/bus.js';
import type { EventRecord } from './event-record.js';
import { RoomBroadcaster } from './room-broadcaster.js';
import { RoomBus } from './room-bus.js';
import { RoomEvents } from './room-events.js';
import { dependenciesOf, type PartType, type RoomLifecycle } from './room-part.js';
import type { SocketNamespaces } from './socket-namespaces.js';

/** Services of the server that a room uses. */
interface RoomContext {
  readonly bus: Pick<Bus, 'on' | 'publish' | 'tell'>;
  readonly namespaces: SocketNamespaces;
  /** Part classes in the order of registration. */
  readonly parts: readonly PartType[];
  /** Resolves a provider of the server. */
  inject<T extends object>(type: PartType<T>): T;
}

/** A room during one event, with all its state in memory. Rooms share only the services of the server. */
export class Room {
  readonly events = new RoomEvents();
  readonly bus: RoomBus;
  readonly broadcaster: RoomBroadcaster;
  private readonly closing = new AbortController();
  /** In order of creation: each part follows the parts it depends on. */
  private readonly parts = new Map<PartType, RoomLifecycle>();
  private readonly creating = new Set<PartType>();
  private successor: Room | undefined;

  /** @param event as last read from the database */
  constructor(
    public event: EventRecord,
    private readonly context: RoomContext,
  ) {
    this.bus = new RoomBus(context.bus, event.id, this.closed);
    this.broadcaster = new RoomBroadcaster(context.namespaces, event.id);
  }

  /** Lasts longer than its events, which follow each other. */
  get id(): string {
    return this.event.roomId;
  }

  get organizationId(): string {
    return this.event.organizationId;
  }

  get eventId(): string {
    return this.event.id;
  }

  /** Aborts when the room closes. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** The room that serves this room's sockets now: itself, or the room of a later event. */
  get latest(): Room {
    if (this.successor === undefined) return this;
    return (this.successor = this.successor.latest); // not by those between, which can be freed
  }

  /** Whether the next event has begun. */
  get isOver(): boolean {
    return this.successor !== undefined;
  }

  /** Whether a part of it works on something that has to be completed, although nobody may be connected. */
  get isBusy(): boolean {
    return [...this.parts.values()].some((part) => part.isBusy === true);
  }

  /** @throws Error if no module registers the part, or if parts depend on each other */
  part<T extends object>(type: PartType<T>): T {
    return (this.parts.get(type) ?? this.create(type)) as T;
  }

  /** Creates and opens every part. @param before the previous room */
  async open(before: Room | undefined): Promise<void> {
    for (const type of this.context.parts) this.part(type);
    for (const [type, part] of this.parts) await part.onOpen?.(before?.parts.get(type));
  }

  /** Takes over the sockets of the previous room. */
  takeOver(before: Room): void {
    before.successor = this;
    for (const [type, part] of this.parts) {
      const same = before.parts.get(type);
      if (same !== undefined) part.onTakeOver?.(same);
    }
    this.context.namespaces.move(before.eventId, this.eventId);
  }

  /** Closes the parts in reverse order of creation. */
  async close(): Promise<void> {
    this.closing.abort();
    this.events.close();
    await Promise.all([...this.parts.values()].reverse().map(async (part) => part.onClose?.()));
  }

  /** Frees what a closed room holds outside of itself, because nobody uses it any more. */
  async release(): Promise<void> {
    await Promise.all([...this.parts.values()].map(async (part) => part.onRelease?.()));
  }

  private create(type: PartType): RoomLifecycle {
    if (this.creating.has(type)) throw new Error(`${type.name} depends on itself: ${[...this.creating].map(({ name }) => name).join(', ')}`); // prettier-ignore
    if (!this.context.parts.includes(type)) throw new Error(`${type.name} is not a registered room part`);
    this.creating.add(type);
    const part: RoomLifecycle = new type(
      ...(dependenciesOf(type).map((dependency) => this.resolve(dependency)) as never[]),
    );
    this.creating.delete(type);
    this.parts.set(type, part);
    return part;
  }

  private resolve(type: PartType): object {
    if (type === (Room as unknown)) return this;
    return this.context.parts.includes(type) ? this.part(type) : this.context.inject(type);
  }
}
