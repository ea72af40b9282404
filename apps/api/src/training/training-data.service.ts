import { FailureError, type DatasetSource, type SpellId } from '@wandcast/protocol';
import { DatasetsRepository } from '../curation/datasets/datasets.repository.js';
import { Datasets } from '../curation/datasets/datasets.service.js';
import { Room } from '../rooms/room/room.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { MIN_CASTS, isTrainable } from './readiness-rules.js';
import { ReadinessCounter } from './readiness-counter.js';
import { RoomPart } from '../rooms/room/room-part.js';
import { TrainingCastsRepository } from './training-casts.repository.js';
import type { TrainingDatasets } from './training-job.js';

/** The spells a training covers, and the datasets its casts come from. */
export interface TrainingScope {
  readonly spells: readonly SpellId[];
  /** Null for all taught casts. */
  readonly source: DatasetSource | null;
  /** The dataset to test on, which training leaves out; null for held-out people. */
  readonly test: DatasetSource | null;
}

/** Decides which spells have enough data to train on. */
@RoomPart()
export class TrainingData {
  constructor(
    private readonly readiness: ReadinessCounter,
    private readonly datasets: Datasets,
    private readonly datasetRepository: DatasetsRepository,
    private readonly sets: TrainingCastsRepository,
    private readonly spells: Spellbook,
    private readonly room: Room,
  ) {}

  /** @throws FailureError of `find` */
  async check(datasets: TrainingDatasets): Promise<void> {
    await this.find(datasets);
  }

  /**
   * @throws FailureError `training-needs-data`, `dataset-unknown`, `dataset-needs-data`, `test-lacks-spells`,
   *   `test-leaves-too-few`
   */
  async find({ datasetId, testDatasetId }: TrainingDatasets): Promise<TrainingScope> {
    const test = testDatasetId === null ? null : await this.datasets.source(testDatasetId);
    const scope = datasetId === null ? await this.ofTaught() : await this.ofDataset(datasetId);
    if (test !== null) await this.checkTest(scope.spells, datasetId, test.id);
    return { ...scope, test };
  }

  private async ofTaught(): Promise<Omit<TrainingScope, 'test'>> {
    const spells = (await this.readiness.recount()).filter(isTrainable).map(({ spell }) => spell);
    if (spells.length < 2) throw new FailureError('training-needs-data');
    return { spells, source: null };
  }

  /** The trainable spells of a dataset, in spellbook order. Spells with a glyph need no minimum of casts. */
  private async ofDataset(datasetId: string): Promise<Omit<TrainingScope, 'test'>> {
    const source = await this.datasets.source(datasetId);
    const counts = await this.datasetRepository.countTrainable(datasetId);
    const drawn = this.drawn();
    const orderOf = (id: SpellId): number => this.known().findIndex((spell) => spell.id === id);
    const spells = [...counts]
      .filter(([id, casts]) => casts >= MIN_CASTS || drawn.has(id))
      .map(([id]) => id)
      .sort((a, b) => orderOf(a) - orderOf(b));
    if (spells.length < 2) throw new FailureError('dataset-needs-data');
    return { spells, source };
  }

  /**
   * Every spell must be tested and still be learned: a model that silently lost one would look better than it is.
   * @throws FailureError `test-lacks-spells`, `test-leaves-too-few`, both with the names of the spells
   */
  private async checkTest(spells: readonly SpellId[], datasetId: string | null, testDatasetId: string): Promise<void> {
    const eventId = this.room.eventId;
    const tested = await this.sets.count({ eventId, datasetId: testDatasetId, without: null }, spells);
    const untested = spells.filter((id) => !tested.has(id));
    if (untested.length > 0) throw new FailureError('test-lacks-spells', this.namesOf(untested));
    const left = await this.sets.count({ eventId, datasetId, without: testDatasetId }, spells);
    const drawn = this.drawn();
    const poor = left.size === 0 ? spells : spells.filter((id) => (left.get(id) ?? 0) < MIN_CASTS && !drawn.has(id));
    if (poor.length > 0) throw new FailureError('test-leaves-too-few', this.namesOf(poor));
  }

  private known(): ReturnType<Spellbook['list']>[number][] {
    return [...this.spells.list(), ...this.spells.removed()];
  }

  private drawn(): ReadonlySet<SpellId> {
    return new Set(
      this.known()
        .filter(({ glyph }) => glyph !== null)
        .map(({ id }) => id),
    );
  }

  private namesOf(ids: readonly SpellId[]): string {
    return ids.map((id) => this.known().find((spell) => spell.id === id)?.name ?? id).join(', ');
  }
}
