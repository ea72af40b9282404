import { Injectable } from '@nestjs/common';
import { PacedQueue } from './paced-queue.js';

/** Who reads pages. */
export interface PageReader {
  /** Its member: members take turns. */
  readonly id: string;
  /** Aborts when the client has gone: its pages need not be read. */
  readonly gone: AbortSignal;
}

/**
 * Pages of everything that is read as a whole: exports, and the overview of all casts. One at a time, with pauses, so
 * that sixty downloads cost the room no more than one.
 */
@Injectable()
export class BulkReads {
  private readonly pages = new PacedQueue({ concurrency: 1, rest: 0.5, rests: 'place', waiting: Infinity });

  /** Reads and formats a page when its turn has come. @throws the reason of `reader.gone` */
  page<T>({ id, gone }: PageReader, read: () => Promise<T>): Promise<T> {
    return this.pages.run(id, read, gone);
  }
}
