import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Running imports of past events. Their rooms are closed, so the server itself stops them. */
@Injectable()
export class PastImports implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();

  /**
   * Lets an import finish, unless the server stops: then it is interrupted, and awaited before the database closes.
   * @param settled resolves when the import has ended
   * @returns false if the server is stopping already
   */
  keep(settled: Promise<void>, interrupt: () => void): boolean {
    const { signal } = this.stopping;
    if (signal.aborted) return false;
    signal.addEventListener('abort', interrupt);
    this.running.add(settled);
    void settled.finally(() => {
      signal.removeEventListener('abort', interrupt);
      this.running.delete(settled);
    });
    return true;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }
}
