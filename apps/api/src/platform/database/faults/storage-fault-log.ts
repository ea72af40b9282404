import type { StorageFaultName } from '@wandcast/protocol';
import type { Log } from '../../logging/log.js';

/** Why casts cannot be stored. */
export interface StorageFault {
  readonly fault: StorageFaultName;
  /** Cause and remedy in one line that everyone may read. */
  readonly text: string;
  /** The same for the log, if it says more. */
  readonly logText?: string;
}

/** A fault is over after this long without another failure, ms: on a full disk, some writes still succeed. */
const STEADY_MS = 2_000;

/** Logs why casts cannot be stored, once for each cause instead of for every cast, and once that they can again. */
export class StorageFaultLog {
  /** Causes logged since the fault began; empty while there is none. */
  private readonly causes = new Set<StorageFaultName>();
  private beganAt = 0;
  private ending: NodeJS.Timeout | undefined;

  constructor(private readonly log: Pick<Log, 'error' | 'warn'>) {}

  failed({ fault, text, logText = text }: StorageFault): void {
    clearTimeout(this.ending);
    this.ending = undefined;
    if (this.causes.size === 0) this.beganAt = performance.now();
    if (this.causes.has(fault)) return;
    this.causes.add(fault);
    this.log.error({ fault }, `casts cannot be stored and wait on the phones: ${logText}`);
  }

  succeeded(): void {
    if (this.causes.size === 0 || this.ending !== undefined) return;
    const ms = Math.round(performance.now() - this.beganAt);
    this.ending = setTimeout(() => {
      this.ending = undefined;
      this.causes.clear();
      this.log.warn({ ms }, 'casts are stored again');
    }, STEADY_MS).unref();
  }
}
