import { setTimeout as sleep } from 'node:timers/promises';

/** Longest rest, ms: a stalled database must not keep a client from its casts for minutes. */
const MAX_REST_MS = 500;

interface Pace {
  /** Pieces of work at a time, of all clients. */
  readonly concurrency: number;
  /** How long a client rests after a piece, as a multiple of the time the piece took. */
  readonly rest: number;
}

/**
 * Runs work of many clients: one piece at a time of each, a few in all, in the order in which they wait. A client rests
 * after each piece, so that one that asks without end takes only a share of the server.
 */
export class PacedQueue {
  /** Resolves when a client has rested after its last piece. */
  private readonly rested = new Map<string, Promise<void>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly pace: Pace) {}

  /** @returns the result of the work  @param client whose earlier work this waits for */
  run<T>(client: string, work: () => Promise<T>): Promise<T> {
    const earlier = this.rested.get(client) ?? Promise.resolve();
    let took = 0;
    const result = earlier
      .then(() => this.start())
      .then(async () => {
        const began = performance.now();
        try {
          return await work();
        } finally {
          took = performance.now() - began;
          this.end();
        }
      });
    const rest = (): Promise<void> =>
      sleep(Math.min(took * this.pace.rest, MAX_REST_MS), undefined, { ref: false }).then(() => {
        if (this.rested.get(client) === rested) this.rested.delete(client);
      });
    const rested = result.then(rest, rest);
    this.rested.set(client, rested);
    return result;
  }

  /** Clients that are working, waiting or resting. */
  get size(): number {
    return this.rested.size;
  }

  private start(): Promise<void> {
    if (this.running < this.pace.concurrency) {
      this.running++;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private end(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running--;
    else next(); // takes this place
  }
}
