import { FailureError, type CastId } from '@wandcast/protocol';
import type { CastRow } from './cast-row.js';

/** Most rows per COMMIT: larger groups add latency but no throughput. */
const MAX_GROUP = 256;

/** Most casts waiting for the database, about two minutes of a busy room. Further casts stay on their phones. */
const MAX_WAITING = 4_000;

interface Waiting {
  readonly row: CastRow;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: casts that arrive during a COMMIT form the next group, so a single cast is written at once and
 * concurrent casts share a COMMIT. `write` resolves only after COMMIT.
 */
export class CastWriter {
  private waiting: Waiting[] = [];
  private busy = false;
  private committing: Promise<void> = Promise.resolve();

  constructor(
    private readonly insert: (rows: readonly CastRow[]) => Promise<Set<CastId>>,
    private readonly committed: (rows: number) => void = () => undefined,
  ) {}

  /**
   * @returns whether the row is new; false if its id was stored before
   * @throws FailureError `overloaded`, `participant-forgotten`, `internal`
   */
  write(row: CastRow): Promise<boolean> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(new FailureError('overloaded', 'writer is full'));
    const written = new Promise<boolean>((resolve, reject) => this.waiting.push({ row, resolve, reject }));
    if (!this.busy) this.committing = this.commitAll();
    return written;
  }

  /** Resolves when all accepted rows are committed or rejected. */
  async drain(): Promise<void> {
    await this.committing;
  }

  private async commitAll(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.slice(0, MAX_GROUP);
      this.waiting = this.waiting.slice(MAX_GROUP);
      await this.commit(group);
    }
    this.busy = false; // no await since the loop's check, so the next cast starts its own COMMIT
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const written = await this.insert(group.map(({ row }) => row));
      this.committed(written.size);
      // If an id is in the group twice (an end and its replay), only the first is new.
      for (const one of group) one.resolve(written.delete(one.row.id));
    } catch (error) {
      const isRowsFault = error instanceof FailureError && error.code !== 'overloaded';
      if (group.length > 1 && isRowsFault) {
        for (const one of group) await this.commit([one]); // one bad row must not fail the others
      } else {
        for (const one of group) one.reject(error);
      }
    }
  }
}
