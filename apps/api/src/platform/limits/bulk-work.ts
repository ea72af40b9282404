import { Injectable } from '@nestjs/common';
import { CastActivity } from './cast-activity.js';
import { PacedQueue } from './paced-queue.js';

/** Who asked for the work. */
export interface BulkClient {
  /** Its member or participant: they take turns. */
  readonly id: string;
  /** Aborts when the client has gone: its work need not be done. */
  readonly gone: AbortSignal;
}

/**
 * Rest after a piece of work, as a multiple of its time: for one download, for each piece that waits, at most, and while
 * casts move. No rest is longer than 0.5 s.
 */
const REST = { alone: 0.25, perWaiting: 0.25, most: 3, moving: 5 };

/** Longest that a piece of work keeps the main thread, ms. A cast waits for it a few times until it is answered. */
const SLICE_MS = { still: 5, moving: 2 };

/**
 * Work on many casts that nobody on the stage waits for: exports, overviews, and participants who read their own casts.
 * One short piece at a time, then a rest, so that casts go first: all of it together takes at most four fifths of the
 * main thread and of a database connection, a quarter if many wait, and a sixth while casts move; more only if pieces take
 * so long that their rests are cut short.
 */
@Injectable()
export class BulkWork {
  private readonly queue = new PacedQueue({
    concurrency: 1,
    rest: (waiting) =>
      this.activity.isMoving(performance.now())
        ? REST.moving
        : Math.min(REST.alone + REST.perWaiting * waiting, REST.most),
    ...{ rests: 'place', waiting: Infinity },
  });

  constructor(private readonly activity: CastActivity) {}

  /** Does a piece of work when its turn has come, such as reading a page. @throws the reason of `client.gone` */
  run<T>({ id, gone }: BulkClient, work: () => Promise<T>): Promise<T> {
    return this.queue.run(id, work, gone);
  }

  /** Takes the items of a sequence in pieces that do not block the main thread for long. @throws the reason of `client.gone` */
  async *pieces<T>(client: BulkClient, items: Iterable<T>): AsyncGenerator<T[], void> {
    const rest = items[Symbol.iterator]();
    const slice = (): Promise<{ piece: T[]; isLast: boolean }> => {
      const [piece, began]: [T[], number] = [[], performance.now()];
      const end = began + (this.activity.isMoving(began) ? SLICE_MS.moving : SLICE_MS.still);
      for (;;) {
        const next = rest.next();
        if (next.done === true) return Promise.resolve({ piece, isLast: true });
        piece.push(next.value);
        if (performance.now() >= end) return Promise.resolve({ piece, isLast: false });
      }
    };
    for (;;) {
      const { piece, isLast } = await this.run(client, slice);
      yield piece;
      if (isLast) return;
    }
  }

  /** The same for what `map` makes of the items. @returns all of it  @throws the reason of `client.gone` */
  async map<T, R>(client: BulkClient, items: readonly T[], map: (item: T) => R): Promise<R[]> {
    const mapped: R[] = [];
    function* all(): Generator<R, void> {
      for (const item of items) yield map(item);
    }
    for await (const piece of this.pieces(client, all())) mapped.push(...piece);
    return mapped;
  }
}
