import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ServerConfig } from '../../../platform/config/server-config.js';
import { DueDeletions } from '../../../platform/deletions/due-deletions.js';
import { Log } from '../../../platform/logging/log.js';
import { ImportHistoryRepository, type DueImport } from './import-history.repository.js';

/** Deletes removed imports for good. */
@Injectable()
export class ImportDeletions implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly deletions: DueDeletions<DueImport>;

  constructor(
    private readonly history: ImportHistoryRepository,
    private readonly log: Log,
    config: ServerConfig,
  ) {
    const due = {
      ...{ what: 'an import', lockName: 'import deletions', listDue: () => history.listDue() },
      deleteForGood: (one: DueImport, mustStop: () => boolean) => this.deleteForGood(one, mustStop),
    };
    this.deletions = new DueDeletions(due, config, log);
  }

  onApplicationBootstrap(): void {
    this.deletions.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.deletions.stop();
  }

  private async deleteForGood({ id, eventId }: DueImport, mustStop: () => boolean): Promise<void> {
    while ((await this.history.deleteCasts(id)) > 0) if (mustStop()) return;
    await this.history.deletePeople(eventId);
    this.log.info({ import: id, event: eventId }, 'import deleted for good');
  }
}
