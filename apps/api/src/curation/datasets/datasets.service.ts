import { FailureError, type Dataset, type DatasetSource, type FromConsole } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { DatasetsRepository } from './datasets.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Delay before recounting, ms: people label many casts in a row. */
const COUNT_MS = 1_000;

/** Saved selections of casts. Keeps the list in memory and recounts it when casts change. */
@RoomPart()
export class Datasets implements RoomLifecycle {
  private datasets: readonly Dataset[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Reads are serialized so that an older list never overwrites a newer one. */
  private readonly reads = new SerialQueue();
  /** A read that has not begun. */
  private nextRead: Promise<void> | undefined;

  constructor(
    private readonly repository: DatasetsRepository,
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    this.room.events.on('casts:labeled', () => {
      this.countSoon();
    });
    this.room.events.on('spellbook:changed', () => {
      this.countSoon(0);
    });
    for (const kind of ['datasets', 'casts', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.countSoon(0);
      });
    await this.reread();
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  /** Newest first, with the counts of the last read. */
  list(): readonly Dataset[] {
    return this.datasets;
  }

  /** Newest first, counted now. */
  async recount(): Promise<readonly Dataset[]> {
    await this.reread();
    return this.datasets;
  }

  /** Also returns removed datasets. @throws FailureError `dataset-unknown` */
  async get(id: string): Promise<Dataset> {
    const dataset = await this.repository.find(this.room.eventId, id);
    if (dataset === undefined) throw new FailureError('dataset-unknown', id);
    return dataset;
  }

  /** The reference that a model card stores. @throws FailureError `dataset-unknown` */
  async source(datasetId: string): Promise<DatasetSource> {
    const { id, name, at, casts } = await this.get(datasetId);
    return { id, name, at, casts };
  }

  /** @throws FailureError `dataset-empty`, `dataset-exists` */
  async save({ name, note, selection }: FromConsole<'dataset:save'>, by: string): Promise<Dataset> {
    if ((await this.recount()).some((one) => folded(one.name) === folded(name)))
      throw new FailureError('dataset-exists', name);
    const id = await this.repository.save(this.room.eventId, { name, note, createdBy: by }, selection);
    await this.changed();
    return this.get(id);
  }

  /** @throws FailureError `dataset-unknown` */
  remove({ datasetId }: FromConsole<'dataset:remove'>): Promise<Dataset> {
    return this.setRemoved(datasetId, new Date());
  }
  /** @throws FailureError `dataset-unknown` */
  restore({ datasetId }: FromConsole<'dataset:restore'>): Promise<Dataset> {
    return this.setRemoved(datasetId, null);
  }

  private async setRemoved(id: string, removedAt: Date | null): Promise<Dataset> {
    if (!(await this.repository.setRemoved(this.room.eventId, id, removedAt)))
      throw new FailureError('dataset-unknown', id);
    await this.changed();
    return this.get(id);
  }

  private async changed(): Promise<void> {
    this.room.bus.publish({ kind: 'datasets' });
    await this.reread();
  }

  private countSoon(afterMs = COUNT_MS): void {
    if (afterMs > 0 && this.datasets.length === 0) return; // labels cannot change an empty list
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.reread().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not count the datasets');
      });
    }, afterMs);
  }

  /** Counting a large evening takes longer than COUNT_MS, so those who ask meanwhile share the next count. */
  private reread(): Promise<void> {
    return (this.nextRead ??= this.reads.run(async () => {
      this.nextRead = undefined;
      const datasets = await this.repository.list(this.room.eventId);
      const isChanged = JSON.stringify(datasets) !== JSON.stringify(this.datasets);
      this.datasets = datasets;
      if (isChanged) this.room.broadcaster.toConsoles('datasets:changed', datasets);
    }));
  }
}

/** Names that differ only in case or Unicode form are equal. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase();
