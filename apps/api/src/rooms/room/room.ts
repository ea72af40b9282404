import type { Bus } from '../../platform/bus/bus.js';
import type { LiveEvent } from './live-event.js';
import { RoomBroadcaster } from './room-broadcaster.js';
import { RoomBus } from './room-bus.js';
import { RoomEvents } from './room-events.js';
import { dependenciesOf, type PartType, type RoomLifecycle } from './room-part.js';
import type { SocketNamespaces } from './socket-namespaces.js';

/** What a room needs of its server. */
export interface RoomContext {
  readonly bus: Pick<Bus, 'on' | 'publish'>;
  readonly namespaces: SocketNamespaces;
  /** The part classes, in their order. */
  readonly parts: readonly PartType[];
  /** A provider of the server. */
  inject<T extends object>(type: PartType<T>): T;
}

/** One live event, and everything that lives as long as it does. Two rooms share nothing but the server. */
export class Room {
  readonly events = new RoomEvents();
  readonly bus: RoomBus;
  readonly broadcaster: RoomBroadcaster;
  private readonly closing = new AbortController();
  /** In the order in which they were made: each after the parts that it needs. */
  private readonly parts = new Map<PartType, RoomLifecycle>();
  private readonly inMaking = new Set<PartType>();
  private following: Room | undefined;

  /** @param event as last read from the database */
  constructor(
    public event: LiveEvent,
    private readonly context: RoomContext,
  ) {
    this.bus = new RoomBus(context.bus, event.id, this.closed);
    this.broadcaster = new RoomBroadcaster(context.namespaces, event.id);
  }

  get id(): string {
    return this.event.id;
  }

  /** Aborts when the room closes. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** The room that serves the sockets of this one now: itself, or that of a later event. */
  get latest(): Room {
    return this.following?.latest ?? this;
  }

  /** Whether the event is over: the next one has begun. */
  get isOver(): boolean {
    return this.following !== undefined;
  }

  /** @throws Error if no module registers the part, or if parts need each other */
  part<T extends object>(type: PartType<T>): T {
    return (this.parts.get(type) ?? this.make(type)) as T;
  }

  /** Makes and opens every part. @param before the room that this one follows */
  async open(before: Room | undefined): Promise<void> {
    for (const type of this.context.parts) this.part(type);
    for (const [type, part] of this.parts) await part.onOpen?.(before?.parts.get(type));
  }

  /** The sockets of the room before come here. */
  takeOver(before: Room): void {
    before.following = this;
    for (const [type, part] of this.parts) {
      const same = before.parts.get(type);
      if (same !== undefined) part.onTakeOver?.(same);
    }
    this.context.namespaces.move(before.id, this.id);
  }

  /** Closes the parts, the last one first. */
  async close(): Promise<void> {
    this.closing.abort();
    this.events.close();
    await Promise.all([...this.parts.values()].reverse().map(async (part) => part.onClose?.()));
  }

  private make(type: PartType): RoomLifecycle {
    if (this.inMaking.has(type)) throw new Error(`${type.name} needs itself: ${[...this.inMaking].map(({ name }) => name).join(', ')}`); // prettier-ignore
    if (!this.context.parts.includes(type)) throw new Error(`${type.name} is not a registered room part`);
    this.inMaking.add(type);
    const part: RoomLifecycle = new type(...(dependenciesOf(type).map((one) => this.resolve(one)) as never[]));
    this.inMaking.delete(type);
    this.parts.set(type, part);
    return part;
  }

  private resolve(type: PartType): object {
    if (type === (Room as unknown)) return this;
    return this.context.parts.includes(type) ? this.part(type) : this.context.inject(type);
  }
}
