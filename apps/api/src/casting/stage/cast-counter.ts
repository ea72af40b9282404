import type { Log } from '../../platform/logging/log.js';
import { CastsPerMinute } from './casts-per-minute.js';

/** Delay before recounting after a deletion, ms, because large deletions come in several messages. */
const RECOUNT_MS = 500;

/** If casts keep arriving while counting, give up after this many attempts; the next recount corrects the number. */
const MAX_ATTEMPTS = 5;

/** Counts stored casts and casts of the last minute: incremented here, recounted in the database after deletions. */
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
    return this.minute.count(performance.now());
  }

  add(): void {
    this.all++;
    this.minute.add(performance.now());
  }

  /** Recounts. Repeats the query if a cast arrived meanwhile, which the result may or may not include. */
  async count(): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
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
        this.log.warn({ error: (error as Error).message }, 'could not recount casts');
      });
    }, RECOUNT_MS);
  }

  close(): void {
    clearTimeout(this.timer);
  }
}
