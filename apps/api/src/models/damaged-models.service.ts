import { FailureError, type DamagedModel, type FromConsole } from '@wandcast/protocol';
import { Log } from '../platform/logging/log.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Inference } from './inference.service.js';
import { ModelRegistry } from './model-registry.service.js';
import { ModelsRepository } from './models.repository.js';

/** The models that cannot be used because their rows are damaged, for consoles. */
@RoomPart()
export class DamagedModels implements RoomLifecycle {
  private models: readonly DamagedModel[] = [];
  /** One read at a time, so that an older list never overwrites a newer one. */
  private readonly reads = new SerialQueue();

  constructor(
    private readonly room: Room,
    private readonly repository: ModelsRepository,
    private readonly registry: ModelRegistry,
    private readonly inference: Inference,
    private readonly log: Log,
  ) {}

  async onOpen(before: DamagedModels | undefined): Promise<void> {
    const reread = (): void => {
      this.follow(() => this.reread());
    };
    for (const event of ['models:listed', 'model:activated'] as const) this.room.events.on(event, reread);
    // Once per process, and later, because the database reads all weights for it.
    if (before === undefined && this.repository.claimWeightCheck())
      this.room.events.on('room:opened', () => {
        this.follow(() => this.checkWeights());
      });
    await this.reread();
  }

  /** Newest first. */
  list(): readonly DamagedModel[] {
    return this.models;
  }

  /** Takes a damaged model off the list, as after its file was imported again. @throws FailureError `model-unknown` */
  async discard({ modelId }: FromConsole<'model:discard'>): Promise<null> {
    if (!this.models.some(({ id }) => id === modelId)) throw new FailureError('model-unknown', modelId);
    await this.repository.unlist(modelId);
    this.room.bus.publish({ kind: 'models' });
    await this.reread();
    return null;
  }

  private async checkWeights(): Promise<void> {
    if (await this.repository.findDamagedWeights()) await this.registry.sync();
    await this.reread();
  }

  private reread(): Promise<void> {
    return this.reads.run(async () => {
      const { replaced } = this.inference;
      const rows = await this.repository.listDamaged(this.room.organizationId);
      const models = rows.map((row) => ({ ...row, wasActive: replaced.has(row.id) }));
      if (JSON.stringify(models) === JSON.stringify(this.models)) return;
      this.models = models;
      this.room.broadcaster.toConsoles('damaged-models:changed', models);
    });
  }

  private follow(look: () => Promise<void>): void {
    look().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not look for damaged models');
    });
  }
}
