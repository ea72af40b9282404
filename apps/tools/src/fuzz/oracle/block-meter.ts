import { setTimeout as sleep } from 'node:timers/promises';

interface Block {
  readonly ms: number;
  readonly at: number;
}

/** Blocks of this length are counted, ms. */
const SLOW_MS = 100;

/** The newest messages that are named beside a slow block. */
const RECENT = 24;

/** Reports of the probe arrive a little later than the block ended, ms. */
const LAST_REPORT_MS = 200;

/** The longest times that the main thread of the server was blocked, and what was sent just before. */
export class BlockMeter {
  slowest = 0;
  slowBlocks = 0;
  /** Indexes of the messages around the slowest block. */
  slowestAt = '';
  private isMeasuring = false;
  private recent: string[] = [];

  add({ ms }: Block): void {
    if (!this.isMeasuring) return;
    if (ms >= SLOW_MS) this.slowBlocks++;
    if (ms <= this.slowest) return;
    this.slowest = ms;
    this.slowestAt = this.recent.join(' ');
  }

  sent(index: number, entrance: string): void {
    this.recent.push(`${index}:${entrance}`);
    if (this.recent.length > RECENT) this.recent.shift();
  }

  start(): void {
    this.isMeasuring = true;
  }

  /** Waits for the last reports. */
  async stop(): Promise<void> {
    await sleep(LAST_REPORT_MS);
    this.isMeasuring = false;
  }
}
