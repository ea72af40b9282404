import { setTimeout as sleep } from 'node:timers/promises';
import type { FuzzedServer } from './fuzzed-server.js';

const MINUTE_MS = 60_000;

/** The resident memory of a server after garbage collection, MB, at every full minute while it works. */
export class MemoryByMinute {
  readonly rssMb: number[] = [];
  private readonly over = new AbortController();
  private recording: Promise<void> = Promise.resolve();

  constructor(private readonly server: FuzzedServer) {}

  start(): void {
    this.recording = this.record().catch(() => undefined); // stopped, or the server has ended
  }

  /** Resolves when the server is not asked any more. */
  async stop(): Promise<void> {
    this.over.abort();
    await this.recording;
  }

  private async record(): Promise<void> {
    for (;;) {
      await sleep(MINUTE_MS, undefined, { signal: this.over.signal });
      const { rssMb } = await this.server.collectedMemory();
      this.rssMb.push(Math.round(rssMb));
    }
  }
}
