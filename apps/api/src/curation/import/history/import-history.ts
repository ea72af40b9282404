import { FailureError, type FromConsole, type PastImport } from '@wandcast/protocol';
import { Room } from '../../../rooms/room/room.js';
import { RoomPart } from '../../../rooms/room/room-part.js';
import { CastCuts, type CastChange } from '../../cuts/cast-cuts.service.js';
import { Datasets } from '../../datasets/datasets.service.js';
import { ImportHistoryRepository } from './import-history.repository.js';
import { Imports } from '../imports.service.js';

/** Finished imports of the event. They can be removed with all casts that they stored, and restored. */
@RoomPart()
export class ImportHistory {
  constructor(
    private readonly room: Room,
    private readonly history: ImportHistoryRepository,
    private readonly imports: Imports,
    private readonly datasets: Datasets,
  ) {}

  list(): Promise<PastImport[]> {
    return this.history.list(this.room.eventId);
  }

  /**
   * Removes the casts of a finished import. They can be restored for ten minutes, then they are deleted for good.
   * @throws FailureError `import-unknown` also if it was removed, `import-not-ready` if it has not ended
   */
  async remove({ importId }: FromConsole<'import:remove'>, by: string): Promise<PastImport> {
    const { state } = await this.imports.get(importId);
    if (state.stage === 'failed')
      await this.imports.cancel({ importId }); // so that nobody resumes it meanwhile
    else if (state.stage !== 'stored' && state.stage !== 'canceled')
      throw new FailureError('import-not-ready', state.stage);
    if (!(await this.history.mark(this.room.eventId, importId, by))) throw new FailureError('import-unknown', importId);
    await this.announce({ gone: await this.history.listCasts(importId), shown: [] });
    return this.find(importId);
  }

  /** Restores a removed import. @throws FailureError `import-unknown`, `import-deleted` if the grace period is over */
  async restore({ importId }: FromConsole<'import:restore'>): Promise<PastImport> {
    await this.imports.get(importId);
    if (!(await this.history.unmark(this.room.eventId, importId))) throw new FailureError('import-deleted', importId);
    await this.announce({ gone: [], shown: await this.history.listCasts(importId) });
    return this.find(importId);
  }

  private async find(importId: string): Promise<PastImport> {
    const found = (await this.list()).find(({ id }) => id === importId);
    if (found === undefined) throw new FailureError('import-unknown', importId);
    return found;
  }

  /** Updates what depends on imported casts, on every node. */
  private async announce(change: CastChange): Promise<void> {
    this.room.part(CastCuts).announce(change);
    this.room.bus.publish({ kind: 'casts' });
    await this.room.events.emitAndWait('casts:imported', null);
    await this.datasets.recount();
    await this.imports.announce();
  }
}
