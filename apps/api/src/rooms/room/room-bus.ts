import type { Bus } from '../../platform/bus/bus.js';
import { isServerWide, type BusKind, type BusMessage } from '../../platform/bus/bus-message.js';

/** The bus of one room: its messages reach the same room on other nodes. */
export class RoomBus {
  constructor(
    private readonly bus: Pick<Bus, 'on' | 'publish'>,
    private readonly roomId: string,
    private readonly closed: AbortSignal,
  ) {}

  /** Subscribes to messages of this room and of the whole server, until the room closes. */
  on<K extends BusKind>(kind: K, listener: (message: Extract<BusMessage, { readonly kind: K }>) => void): void {
    const ownOnly: Parameters<typeof this.bus.on<K>>[1] = (message, roomId) => {
      if (roomId === undefined || roomId === this.roomId) listener(message);
    };
    this.bus.on(kind, ownOnly, this.closed);
  }

  publish(message: BusMessage): void {
    this.bus.publish(message, isServerWide(message.kind) ? undefined : this.roomId);
  }
}
