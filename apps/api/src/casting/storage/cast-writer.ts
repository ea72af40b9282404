import { FailureError, type CastId } from '@wandcast/protocol';
import type { CastRow } from './cast-row.js';

/** Rows a COMMIT: past this the wait grows and the throughput does not. */
const MAX_GROUP = 256;

/** Casts waiting for the database: two minutes of a busy room. Beyond that, phones keep theirs. */
const MAX_WAITING = 4_000;

interface Waiting {
  readonly row: CastRow;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: while one COMMIT is under way the next group gathers, so a lone cast waits for nothing and
 * a crowd shares. `write` resolves after COMMIT, and never before.
 */
export class CastWriter {
  private waiting: Waiting[] = [];
  private busy = false;
  private committing: Promise<void> = Promise.resolve();

  constructor(
    private readonly insert: (rows: readonly CastRow[]) => Promise<Set<CastId>>,
    private readonly committed: (rows: number) => void = () => undefined,
  ) {}

  /** @returns whether the row is new (false: its id was stored before)  @throws FailureError `overloaded`, `participant-forgotten`, `internal` */
  write(row: CastRow): Promise<boolean> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(new FailureError('overloaded', 'writer is full'));
    const written = new Promise<boolean>((resolve, reject) => this.waiting.push({ row, resolve, reject }));
    if (!this.busy) this.committing = this.commitAll();
    return written;
  }

  /** Resolves when everything taken so far is committed or refused. */
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
    this.busy = false; // in the same breath as the last look: a cast that comes next starts its own COMMIT
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const written = await this.insert(group.map((one) => one.row));
      this.committed(written.size);
      // The same id twice in one group (an end and its replay) is new once.
      for (const one of group) one.resolve(written.delete(one.row.id));
    } catch (error) {
      const isRowsFault = error instanceof FailureError && error.code !== 'overloaded';
      if (group.length > 1 && isRowsFault) {
        for (const one of group) await this.commit([one]); // one bad row must not take its neighbors along
      } else {
        for (const one of group) one.reject(error);
      }
    }
  }
}
