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

/** The place of one download. */
interface Place {
  isTaken: boolean;
  /** Gives it up; does nothing the next time. */
  readonly leave: () => void;
}

/** Lets a member have a few downloads at a time, so that only those cost anything; later ones wait for their end. */
@Injectable()
export class Downloads {
  private readonly members = new Map<string, Places>();

  /**
   * The pieces of a download once it has a place. Each is produced when the one before was read; a download that was not
   * read for a while waits for a place again.
   * @throws FailureError `downloads-busy` if too many wait, and the reason of `gone`
   */
  async *pieces<T>(
    kind: 'export' | 'overview',
    { id, gone }: BulkClient,
    open: () => AsyncGenerator<T, void>,
  ): AsyncGenerator<T, void> {
    const key = `${kind} ${id}`;
    if ((this.members.get(key)?.waiting.size ?? 0) >= MOST_WAITING)
      throw new FailureError('downloads-busy', `${MOST_WAITING} wait`);
    let place = await this.enter(key, gone);
    try {
      for await (const piece of open()) {
        const stalled = setTimeout(place.leave, STALLED_MS).unref();
        try {
          yield piece;
        } finally {
          clearTimeout(stalled);
        }
        if (!place.isTaken) place = await this.enter(key, gone);
      }
    } finally {
      place.leave();
    }
  }

  /** Waits for a place. @throws the reason of `gone` */
  private enter(key: string, gone: AbortSignal): Promise<Place> {
    if (gone.aborted) return Promise.reject(gone.reason as Error);
    const places = this.members.get(key) ?? { taken: 0, waiting: new Set<() => void>() };
    this.members.set(key, places);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        gone.removeEventListener('abort', leave);
        if (place.isTaken) places.taken--;
        else if (places.waiting.delete(start)) reject(gone.reason as Error);
        else return; // left before
        place.isTaken = false;
        this.next(key, places);
      };
      const place: Place = { isTaken: false, leave };
      const start = (): void => {
        place.isTaken = true;
        resolve(place);
      };
      places.waiting.add(start);
      gone.addEventListener('abort', leave);
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
    if (places.taken === 0 && this.members.get(key) === places) this.members.delete(key);
  }
}
