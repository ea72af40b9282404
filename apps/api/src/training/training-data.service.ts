import { FailureError, type DatasetSource, type SpellId } from '@wandcast/protocol';
import { DatasetsRepository } from '../curation/datasets/datasets.repository.js';
import { Datasets } from '../curation/datasets/datasets.service.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { MIN_CASTS, isTrainable } from './readiness-rules.js';
import { ReadinessCounter } from './readiness.service.js';
import { RoomPart } from '../rooms/room/room-part.js';

/** Which spells a training covers, and the dataset its casts come from; null for everything that was taught. */
export interface Lesson {
  readonly spells: readonly SpellId[];
  readonly source: DatasetSource | null;
}

/** Whether there is enough to learn from. */
@RoomPart()
export class TrainingData {
  constructor(
    private readonly readiness: ReadinessCounter,
    private readonly datasets: Datasets,
    private readonly kept: DatasetsRepository,
    private readonly spells: Spellbook,
  ) {}

  /** @throws FailureError `training-needs-data`, `dataset-unknown`, `dataset-needs-data` */
  async check(datasetId: string | null): Promise<void> {
    await this.find(datasetId);
  }

  /** @throws FailureError `training-needs-data`, `dataset-unknown`, `dataset-needs-data` */
  async find(datasetId: string | null): Promise<Lesson> {
    if (datasetId !== null) return this.ofDataset(datasetId);
    const spells = (await this.readiness.count()).filter(isTrainable).map(({ spell }) => spell);
    if (spells.length < 2) throw new FailureError('training-needs-data');
    return { spells, source: null };
  }

  /** The spells it has casts of, in the book's order: a cast or two count if there is a glyph to go by. */
  private async ofDataset(datasetId: string): Promise<Lesson> {
    const source = await this.datasets.source(datasetId);
    const counts = await this.kept.countTrainable(datasetId);
    const known = [...this.spells.list(), ...this.spells.removed()];
    const drawn = new Set(known.filter(({ glyph }) => glyph !== null).map(({ id }) => id));
    const place = (id: SpellId): number => known.findIndex((spell) => spell.id === id);
    const spells = [...counts]
      .filter(([id, casts]) => casts >= MIN_CASTS || drawn.has(id))
      .map(([id]) => id)
      .sort((a, b) => place(a) - place(b));
    if (spells.length < 2) throw new FailureError('dataset-needs-data');
    return { spells, source };
  }
}
