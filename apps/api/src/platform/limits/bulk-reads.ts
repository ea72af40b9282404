import { Injectable } from '@nestjs/common';
import { PacedQueue } from './paced-queue.js';

/**
 * Pages of everything that is read as a whole: exports, and the overview of all casts. One at a time, with pauses, so
 * that sixty downloads cost the room no more than one.
 */
@Injectable()
export class BulkReads {
  private readonly pages = new PacedQueue({ concurrency: 1, rest: 0.5 });

  /**
   * Reads and formats a page when its turn has come.
   * @param closed the client has gone, so that its pages need not be read
   * @throws the reason of `closed`
   */
  page<T>(closed: AbortSignal, read: () => Promise<T>): Promise<T> {
    return this.pages.run('', () => {
      closed.throwIfAborted();
      return read();
    });
  }
}
