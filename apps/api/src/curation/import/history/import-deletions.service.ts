import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ServerConfig } from '../../../platform/config/server-config.js';
import { trySessionLock } from '../../../platform/database/advisory-lock.js';
import { Log } from '../../../platform/logging/log.js';
import { SingleFlight } from '../../../platform/single-flight.js';
import { ImportHistoryRepository } from './import-history.repository.js';

/** Ms between checks for imports whose grace period is over. */
const POLL_MS = 15_000;

/** Deletes removed imports for good. What is marked is in the database, so the deletion also happens after a restart. */
@Injectable()
export class ImportDeletions implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private readonly purges = new SingleFlight(
    () => this.purge(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'could not delete an import for good');
    },
  );

  constructor(
    private readonly history: ImportHistoryRepository,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.purges.run();
    }, POLL_MS);
    this.purges.run();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.purges.stop();
  }

  private async purge(): Promise<void> {
    if ((await this.history.listDue()).length === 0) return;
    const lock = await trySessionLock(this.config.databaseUrl, 'import deletions');
    if (lock === undefined) return; // another node deletes them
    try {
      for (const { id, eventId } of await this.history.listDue()) {
        while ((await this.history.deleteCasts(id)) > 0) if (lock.lost.aborted || this.purges.isStopping) return;
        await this.history.deletePeople(eventId);
        this.log.info({ import: id, event: eventId }, 'import deleted for good');
      }
    } finally {
      await lock.release();
    }
  }
}
