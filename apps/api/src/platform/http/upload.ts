import type { IncomingMessage } from 'node:http';
import type { FailureError } from '@wandcast/protocol';
import { interruptionOf } from './interruption.js';
import { liftTimeLimit } from './request-time-limit.js';

interface UploadLimits {
  readonly maxBytes: number;
  /** Longest time without progress, ms. */
  readonly stalledMs: number;
  /** Thrown if the body exceeds `maxBytes`. */
  readonly tooLarge: FailureError;
  /** Thrown if the body makes no progress. */
  readonly stalled: FailureError;
}

/** The body of a request that may take any time as long as it makes progress. */
export class Upload {
  private readonly source: AsyncIterator<Uint8Array>;
  private received = 0;

  constructor(
    private readonly request: IncomingMessage,
    private readonly limits: UploadLimits,
  ) {
    liftTimeLimit(request);
    const pieces = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    this.source = pieces[Symbol.asyncIterator]();
  }

  /** @throws FailureError of the limits; `invalid-message` if the connection ends */
  async *pieces(): AsyncGenerator<Uint8Array> {
    const { maxBytes, tooLarge } = this.limits;
    if (Number(this.request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
    yield* this.rest();
  }

  /**
   * Reads what is left after a refusal, because a browser reads no answer before it has sent everything. Ends the
   * connection if it stalls or sends twice `maxBytes` more.
   */
  async discard(): Promise<void> {
    this.received = -this.limits.maxBytes;
    try {
      const rest = this.rest();
      while ((await rest.next()).done !== true);
    } catch {
      this.request.socket.destroy();
    }
  }

  private async *rest(): AsyncGenerator<Uint8Array> {
    for (let piece = await this.next(); piece !== undefined; piece = await this.next()) {
      this.received += piece.byteLength;
      if (this.received > this.limits.maxBytes) throw this.limits.tooLarge;
      yield piece;
    }
  }

  /** Counts only the time spent waiting for the client, not for the database. */
  private async next(): Promise<Uint8Array | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(this.limits.stalled);
      }, this.limits.stalledMs);
    });
    try {
      const next = await Promise.race([this.source.next(), stalled]);
      return next.done === true ? undefined : next.value;
    } catch (error) {
      throw interruptionOf(this.request, error);
    } finally {
      clearTimeout(timer);
    }
  }
}
