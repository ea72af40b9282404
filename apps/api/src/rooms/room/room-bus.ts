import type { Bus } from '../../platform/bus/bus.js';
import { isServerWide, type BusKind, type BusMessage } from '../../platform/bus/bus-message.js';

/** The bus of one room: its messages reach the same room on other nodes, and all rooms if they concern the whole server. */
export class RoomBus {
  constructor(
    private readonly bus: Pick<Bus, 'on' | 'publish' | 'tell'>,
    private readonly eventId: string,
    private readonly closed: AbortSignal,
  ) {}

  /** Subscribes to messages of this room and of the whole server, until the room closes. */
  on<K extends BusKind>(kind: K, listener: (message: Extract<BusMessage, { readonly kind: K }>) => void): void {
    const othersOnly: Parameters<typeof this.bus.on<K>>[1] = (message, eventId, from) => {
      if (from !== this && (eventId === undefined || eventId === this.eventId)) listener(message);
    };
    this.bus.on(kind, othersOnly, this.closed);
  }

  publish(message: BusMessage): void {
    if (!isServerWide(message.kind)) {
      this.bus.publish(message, this.eventId);
      return;
    }
    this.bus.publish(message);
    this.bus.tell(message, this); // the other rooms of this node
  }
}
