import { FailureError } from '@wandcast/protocol';

/** Longest rest, ms: a stalled database must not keep a client from its casts for minutes. */
const MAX_REST_MS = 500;

/** Work that takes longer no longer keeps its place, ms: one hung read must not stop everyone. */
const MAX_TURN_MS = 10_000;

interface Pace {
  /** Pieces of work at a time, of all clients. */
  readonly concurrency: number;
  /**
   * How long the rest after a piece is, as a multiple of the time the piece took. At most MAX_REST_MS.
   * @param waiting pieces of all clients that wait
   */
  readonly rest: (waiting: number) => number;
  /** Whether only the client rests, or also the place in which its work ran: many clients then cost what one does. */
  readonly rests: 'client' | 'place';
  /** Pieces of one client that may wait. */
  readonly waiting: number;
}

interface Turn {
  readonly start: () => void;
}

interface Client {
  readonly waiting: Turn[];
  /** Works or rests. */
  busy: boolean;
}

/**
 * Runs work of many clients: one piece at a time of each, a few in all; clients take turns. There is a rest after each
 * piece, so that one that asks without end takes only a share of the server.
 */
export class PacedQueue {
  private readonly clients = new Map<string, Client>();
  /** Clients with waiting work that neither work nor rest, in the order of their turns. */
  private readonly ready = new Set<string>();
  private running = 0;
  private waitingCount = 0;

  constructor(private readonly pace: Pace) {}

  /**
   * @returns the result of the work
   * @param gone when it aborts, work that still waits is dropped
   * @throws the reason of `gone`, or FailureError `overloaded` if too much of this client waits
   */
  run<T>(client: string, work: () => Promise<T>, gone?: AbortSignal): Promise<T> {
    if (gone?.aborted === true) return Promise.reject(gone.reason as Error);
    const { waiting, busy } = this.clients.get(client) ?? this.add(client);
    if (waiting.length >= this.pace.waiting)
      return Promise.reject(new FailureError('overloaded', 'too much is waiting'));
    return new Promise<T>((resolve, reject) => {
      const drop = (): void => {
        waiting.splice(waiting.indexOf(turn), 1);
        this.waitingCount--;
        if (waiting.length === 0) this.settle(client);
        reject(gone?.reason as Error);
      };
      const turn: Turn = {
        start: () => {
          gone?.removeEventListener('abort', drop);
          this.waitingCount--;
          const ended = this.begin(client);
          // Work that throws before its first await rejects as well.
          const result = new Promise<T>((done) => {
            done(work());
          });
          result.then(ended, ended);
          resolve(result);
        },
      };
      gone?.addEventListener('abort', drop, { once: true });
      waiting.push(turn);
      this.waitingCount++;
      if (!busy) this.ready.add(client);
      this.next();
    });
  }

  /** Clients that are working, waiting or resting. */
  get size(): number {
    return this.clients.size;
  }

  private add(name: string): Client {
    const client: Client = { waiting: [], busy: false };
    this.clients.set(name, client);
    return client;
  }

  private next(): void {
    while (this.running < this.pace.concurrency) {
      const [name] = this.ready;
      if (name === undefined) return;
      this.ready.delete(name);
      this.clients.get(name)?.waiting.shift()?.start();
    }
  }

  /** Takes a place. @returns to be called when the work has ended */
  private begin(name: string): () => void {
    const began = performance.now();
    const client = this.clients.get(name);
    if (client !== undefined) client.busy = true;
    this.running++;
    const { rest, rests } = this.pace;
    const rested = (): void => {
      if (client !== undefined) client.busy = false;
      this.settle(name);
      if (rests === 'place') this.leave();
      else this.next();
    };
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(limit);
      setTimeout(rested, Math.min((performance.now() - began) * rest(this.waitingCount), MAX_REST_MS)).unref();
      if (rests === 'client') this.leave();
    };
    const limit = setTimeout(end, MAX_TURN_MS).unref();
    return end;
  }

  private leave(): void {
    this.running--;
    this.next();
  }

  /** Lets a client that does not work wait for its turn, or forgets it. */
  private settle(name: string): void {
    const client = this.clients.get(name);
    if (client === undefined || client.busy) return;
    if (client.waiting.length > 0) {
      this.ready.add(name);
    } else {
      this.ready.delete(name);
      this.clients.delete(name);
    }
  }
}
