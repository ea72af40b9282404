import { FailureError, type DatasetSource, type SpellId } from '@wandcast/protocol';
import { DatasetsRepository } from '../curation/datasets/datasets.repository.js';
import { Datasets } from '../curation/datasets/datasets.service.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { MIN_CASTS, isTrainable } from './readiness-rules.js';
import { ReadinessCounter } from './readiness-counter.js';
import { RoomPart } from '../rooms/room/room-part.js';

/** The spells a training covers, and the dataset its casts come from; null for all taught casts. */
export interface TrainingScope {
  readonly spells: readonly SpellId[];
  readonly source: DatasetSource | null;
}

/** Decides which spells have enough data to train on. */
@RoomPart()
export class TrainingData {
  constructor(
    private readonly readiness: ReadinessCounter,
    private readonly datasets: Datasets,
    private readonly datasetRepository: DatasetsRepository,
    private readonly spells: Spellbook,
  ) {}

  /** @throws FailureError `training-needs-data`, `dataset-unknown`, `dataset-needs-data` */
  async check(datasetId: string | null): Promise<void> {
    await this.find(datasetId);
  }

  /** @throws FailureError `training-needs-data`, `dataset-unknown`, `dataset-needs-data` */
  async find(datasetId: string | null): Promise<TrainingScope> {
    if (datasetId !== null) return this.ofDataset(datasetId);
    const spells = (await this.readiness.recount()).filter(isTrainable).map(({ spell }) => spell);
    if (spells.length < 2) throw new FailureError('training-needs-data');
    return { spells, source: null };
  }

  /** The trainable spells of a dataset, in spellbook order. Spells with a glyph need no minimum of casts. */
  private async ofDataset(datasetId: string): Promise<TrainingScope> {
    const source = await this.datasets.source(datasetId);
    const counts = await this.datasetRepository.countTrainable(datasetId);
    const known = [...this.spells.list(), ...this.spells.removed()];
    const drawn = new Set(known.filter(({ glyph }) => glyph !== null).map(({ id }) => id));
    const orderOf = (id: SpellId): number => known.findIndex((spell) => spell.id === id);
    const spells = [...counts]
      .filter(([id, casts]) => casts >= MIN_CASTS || drawn.has(id))
      .map(([id]) => id)
      .sort((a, b) => orderOf(a) - orderOf(b));
    if (spells.length < 2) throw new FailureError('dataset-needs-data');
    return { spells, source };
  }
}
