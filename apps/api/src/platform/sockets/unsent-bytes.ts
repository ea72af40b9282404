import type { EnginePacket, RawConnection } from './raw-connection.js';

/** Counts the bytes of one connection that have not reached the operating system, because the client reads too slowly. */
export class UnsentBytes {
  /** Bytes that Engine.IO holds back while the transport is busy. */
  private queued = 0;

  /** @param onGrown called after a packet was added, in the next turn of the event loop */
  constructor(
    private readonly connection: RawConnection,
    onGrown: () => void,
  ) {
    connection.on('packetCreate', ({ data }: EnginePacket) => {
      this.queued += sizeOf(data);
      if (this.count > 0) setImmediate(onGrown);
    });
    connection.on('flush', () => {
      this.queued = 0; // the transport has them now
    });
  }

  get count(): number {
    return this.queued + (this.connection.transport.socket?.bufferedAmount ?? 0);
  }
}

/** Characters of a text count as one byte: most of them are digits and ASCII letters. */
function sizeOf(data: unknown): number {
  return typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0;
}
