import type { Log } from '../../platform/logging/log.js';
import { CastsPerMinute } from './casts-per-minute.js';

/** Casts are counted again so long after some were deleted, ms: they go in pieces. */
const RECOUNT_MS = 500;

/** If casts keep arriving, give up and recount later. */
const TRIES = 5;

/** How many casts there are, and how many came in the last minute: added up here, counted again if some went. */
export class CastCounter {
  private all = 0;
  private readonly minute = new CastsPerMinute();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly stored: () => Promise<number>,
    private readonly log: Pick<Log, 'warn'>,
  ) {}

  get casts(): number {
    return this.all;
  }
  get perMinute(): number {
    return this.minute.count(Date.now());
  }

  add(): void {
    this.all++;
    this.minute.add(Date.now());
  }

  /** Asks again if casts came meanwhile: nobody knows whether the answer has them. */
  async count(): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = this.all;
      const stored = await this.stored();
      if (this.all !== before) continue;
      this.all = stored;
      return;
    }
  }

  countSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.count().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'the casts could not be counted again');
      });
    }, RECOUNT_MS);
  }

  close(): void {
    clearTimeout(this.timer);
  }
}
