import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import type { BulkClient } from './bulk-work.js';

/** Downloads of one kind of a member that are prepared at the same time, and how many more may wait for that. */
const [AT_ONCE, MOST_WAITING] = [3, 24];

/** A download whose client has read nothing for so long no longer keeps others waiting, ms. */
const STALLED_MS = 5_000;

/** The downloads of one kind of a member. */
interface Places {
  taken: number;
  readonly waiting: Set<() => void>;
}

/** Lets a member have a few downloads at a time, so that only those cost anything; later ones wait for their end. */
@Injectable()
export class Downloads {
  private readonly members = new Map<string, Places>();

  /**
   * The pieces of a download once it has a place. Each is produced when the one before was read.
   * @throws FailureError `downloads-busy` if too many wait, and the reason of `gone`
   */
  async *pieces<T>(
    kind: 'export' | 'overview',
    { id, gone }: BulkClient,
    open: () => AsyncGenerator<T, void>,
  ): AsyncGenerator<T, void> {
    const leave = await this.enter(`${kind} ${id}`, gone);
    try {
      for await (const piece of open()) {
        const stalled = setTimeout(leave, STALLED_MS).unref();
        yield piece;
        clearTimeout(stalled);
      }
    } finally {
      leave();
    }
  }

  /** Waits for a place. @returns to be called when it is not needed any more, unless the client has gone */
  private enter(key: string, gone: AbortSignal): Promise<() => void> {
    const places = this.members.get(key) ?? { taken: 0, waiting: new Set<() => void>() };
    if (places.waiting.size >= MOST_WAITING) throw new FailureError('downloads-busy', `${MOST_WAITING} wait`);
    this.members.set(key, places);
    return new Promise((resolve, reject) => {
      let hasPlace = false;
      const leave = (): void => {
        gone.removeEventListener('abort', leave);
        places.waiting.delete(start);
        if (hasPlace) places.taken--;
        else reject(gone.reason as Error);
        hasPlace = false;
        this.next(key, places);
      };
      const start = (): void => {
        hasPlace = true;
        resolve(leave);
      };
      places.waiting.add(start);
      if (gone.aborted) leave();
      else gone.addEventListener('abort', leave);
      this.next(key, places);
    });
  }

  private next(key: string, places: Places): void {
    for (const start of places.waiting) {
      if (places.taken >= AT_ONCE) return;
      places.waiting.delete(start);
      places.taken++;
      start();
    }
    if (places.taken === 0) this.members.delete(key);
  }
}
