/** Longest that a cast waits for an adapter, ms: usually far less is needed, and storing must never wait for slow reads. */
const MAX_WAIT_MS = 150;

/** Longest that a computation runs, ms: its reads have no time limit of their own. */
const MAX_RUN_MS = 10_000;

/** @returns what was computed; rejects after MAX_RUN_MS, so that the computations that wait for this one can begin */
export function withinLimit<T>(computed: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the casts of a participant were not read in time'));
    }, MAX_RUN_MS);
    computed.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** A running or finished computation of an adapter, and whether its result still holds. */
export class Computation {
  /** Resolves when the computation has ended, but after MAX_WAIT_MS at the latest. */
  readonly ready: Promise<void>;
  private running = true;
  private expired = false;

  /** @param ended resolves when the result was used; never rejects */
  constructor(ended: Promise<void>) {
    this.ready = new Promise((resolve) => {
      const timer = setTimeout(resolve, MAX_WAIT_MS);
      void ended.then(() => {
        this.running = false;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Whether it may still read what was changed meanwhile. */
  get isRunning(): boolean {
    return this.running;
  }

  /** False if another computation has to begin. */
  get isCurrent(): boolean {
    return !this.expired;
  }

  expire(): void {
    this.expired = true;
  }
}
