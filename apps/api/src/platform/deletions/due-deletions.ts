import type { ServerConfig } from '../config/server-config.js';
import type { Log } from '../logging/log.js';
import { SingleFlight } from '../queues/single-flight.js';
import { trySessionLock } from '../database/advisory-lock.js';

/** Ms between checks for what is due. */
const POLL_MS = 15_000;

interface DueDeletion<T> {
  /** What is deleted, in logs: "an event". */
  readonly what: string;
  /** Held by the node that deletes. */
  readonly lockName: string;
  readonly listDue: () => Promise<readonly T[]>;
  /** @param mustStop whether to return early; the rest is deleted at the next start */
  readonly deleteForGood: (one: T, mustStop: () => boolean) => Promise<void>;
}

/**
 * Deletes what was marked as deleted once its grace period is over, on one node at a time. What is marked is in the
 * database, so the deletion also happens after a restart.
 */
export class DueDeletions<T> {
  private timer: NodeJS.Timeout | undefined;
  private readonly purges = new SingleFlight(
    () => this.purge(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, `could not delete ${this.due.what} for good`);
    },
  );

  constructor(
    private readonly due: DueDeletion<T>,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.purges.run();
    }, POLL_MS);
    this.purges.run();
  }

  /** Waits for the deletion in progress to stop. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.purges.stop();
  }

  private async purge(): Promise<void> {
    const { listDue, deleteForGood, lockName } = this.due;
    if ((await listDue()).length === 0) return;
    const lock = await trySessionLock(this.config.databaseUrl, lockName);
    if (lock === undefined) return; // another node deletes
    const mustStop = (): boolean => lock.lost.aborted || this.purges.isStopping;
    try {
      // Listed again under the lock: another node may have just deleted some.
      for (const one of await listDue()) {
        if (mustStop()) return;
        await deleteForGood(one, mustStop);
      }
    } finally {
      await lock.release();
    }
  }
}
