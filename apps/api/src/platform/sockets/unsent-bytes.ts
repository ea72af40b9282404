import type { ServerResponse } from 'node:http';
import { endStalled } from '../limits/end-stalled.js';
import type { EnginePacket, RawConnection } from './raw-connection.js';

/** Answers to polls end if nothing is read for this time, ms. They may outlive their connection. */
const STALLED_MS = 30_000;

/** Counts the bytes of one connection that have not reached the operating system, because the client reads too slowly. */
export class UnsentBytes {
  /** Bytes that Engine.IO holds back while the transport is busy. */
  private queued = 0;
  /** Answers to polls that are not read yet: a client may poll again before it has read the last one. */
  private readonly responses = new Set<ServerResponse>();

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
      const { res } = connection.transport;
      if (res != null) this.watch(res);
    });
  }

  get count(): number {
    let count = this.queued + (this.connection.transport.socket?.bufferedAmount ?? 0);
    for (const { writableLength } of this.responses) count += writableLength;
    return count;
  }

  /** Drops what was sent and is not read. */
  drop(): void {
    for (const response of this.responses) response.destroy();
  }

  private watch(response: ServerResponse): void {
    this.responses.add(response);
    endStalled(response, STALLED_MS);
    response.once('close', () => this.responses.delete(response));
  }
}

/** Characters of a text count as one byte: most of them are digits and ASCII letters. */
function sizeOf(data: unknown): number {
  return typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0;
}
