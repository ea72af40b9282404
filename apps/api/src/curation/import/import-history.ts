import { FailureError, type CastId, type FromConsole, type PastImport } from '@wandcast/protocol';
import { DeletionsService } from '../../rooms/deletions/deletions.service.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { Datasets } from '../datasets/datasets.service.js';
import { ImportHistoryRepository } from './import-history.repository.js';
import { Imports } from './imports.service.js';

/** Finished imports of the event. They can be removed with all casts that they stored. */
@RoomPart()
export class ImportHistory {
  constructor(
    private readonly room: Room,
    private readonly history: ImportHistoryRepository,
    private readonly imports: Imports,
    private readonly deletions: DeletionsService,
    private readonly datasets: Datasets,
  ) {}

  list(): Promise<PastImport[]> {
    return this.history.list(this.room.id);
  }

  /**
   * Deletes the casts of a finished import. If the server stops midway, removing it again deletes the rest.
   * @throws FailureError `import-unknown` also if it was removed, `import-not-ready` if it has not ended, `import-busy`
   *   while another import is being stored: it may use the same people
   */
  async remove({ importId }: FromConsole<'import:remove'>, by: string): Promise<PastImport> {
    const { state } = await this.imports.get(importId);
    const { current } = this.imports;
    if (current?.state.stage === 'storing' && current.id !== importId)
      throw new FailureError('import-busy', current.name);
    if (state.stage === 'failed')
      await this.imports.cancel({ importId }); // so that nobody resumes it meanwhile
    else if (state.stage !== 'stored' && state.stage !== 'canceled')
      throw new FailureError('import-not-ready', state.stage);
    if ((await this.find(importId)).removed !== null) throw new FailureError('import-unknown', importId);
    for (let ids: CastId[]; (ids = await this.history.deleteCasts(importId)).length > 0;)
      this.deletions.announce(ids, this.room.id);
    await this.history.setRemoved(this.room.id, importId, by);
    await this.announce();
    return this.find(importId);
  }

  private async find(importId: string): Promise<PastImport> {
    const found = (await this.list()).find(({ id }) => id === importId);
    if (found === undefined) throw new FailureError('import-unknown', importId);
    return found;
  }

  /** Updates what depends on imported casts, on every node. */
  private async announce(): Promise<void> {
    this.room.bus.publish({ kind: 'casts' });
    await this.room.events.emitAndWait('casts:imported', null);
    await this.datasets.recount();
    await this.imports.announce();
  }
}
