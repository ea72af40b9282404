import { FailureError, type DatasetSource, type SpellId, type TrainingProgress } from '@wandcast/protocol';
import {
  MIN_PEOPLE,
  TrainingError,
  measureBaselinesInWorker,
  prepareTraining,
  trainInWorker,
  usersOf,
  type LabeledCast,
  type Trained,
} from '@wandcast/recognition';
import { Inference } from '../models/inference.service.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import { Log } from '../platform/logging/log.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { TrainingData, type Lesson } from './training-data.service.js';
import { shouldWake } from './promotion-policy.js';
import { firstProgress, type TrainingJob } from './training-job.js';
import { ProgressNotifier } from './progress-notifier.js';
import { reportOf } from './training-reports.js';
import { TrainingCastsRepository, type TaughtSet } from './training-casts.repository.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart } from '../rooms/room/room-part.js';

/** The same casts give the same model. */
const SEED = 1;

/** One training from its casts to the model that is active. The work is done in a worker thread of its own. */
@RoomPart()
export class TrainingRun {
  constructor(
    private readonly sets: TrainingCastsRepository,
    private readonly lessons: TrainingData,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly registry: ModelRegistry,
    private readonly inference: Inference,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  /** A moderator is here, who may draw a glyph and wait for it: a worker is started ahead. */
  prepare(): void {
    prepareTraining(this.config.engine);
  }

  /**
   * @returns the model; null if it was not worth keeping
   * @throws FailureError of TrainingData.find, the reason of `abort`, or what broke
   */
  async run(job: TrainingJob, tell: (progress: TrainingProgress) => void, abort: AbortSignal): Promise<string | null> {
    tell(firstProgress(job));
    await this.spells.reread(); // another node may have changed the book a moment ago
    const { spells, source } = await this.lessons.find(job.datasetId);
    const taught =
      source === null
        ? await this.sets.taught(job.eventId, spells, abort)
        : await this.sets.ofDataset(source.id, spells, abort);
    const compares = job.origin === 'taught' && usersOf(taught.casts).length >= MIN_PEOPLE;
    const teller = new ProgressNotifier(
      { ...firstProgress(job), casts: taught.casts.length, people: usersOf(taught.casts).length },
      compares,
      tell,
    );
    const trained = await this.train(job, { spells, source }, taught, teller, abort);
    abort.throwIfAborted();
    const modelId = await this.keep(job, withSource(trained, source), taught, false);
    if (compares && modelId !== null) {
      teller.comparing();
      await this.compare(modelId, spells, taught.casts, abort);
    }
    return modelId;
  }

  private async train(
    job: TrainingJob,
    { spells, source }: Lesson,
    taught: TaughtSet,
    teller: ProgressNotifier,
    abort: AbortSignal,
  ): Promise<Trained> {
    const unlabeled = job.origin === 'room' ? await this.sets.unlabeled(job.eventId, abort) : [];
    const drawn = [...this.spells.list(), ...this.spells.removed()].filter(
      ({ id, glyph }) => glyph !== null && spells.includes(id),
    );
    const glyphs = Object.fromEntries(drawn.map(({ id, glyph }) => [id, glyph ?? '']));
    let first: Promise<void> | undefined;
    try {
      const options = { kind: job.kind, spells, seed: SEED, engine: this.config.engine };
      return await trainInWorker(
        { casts: taught.casts, unlabeled },
        { ...options, ...(drawn.length > 0 && { glyphs }) },
        {
          abort,
          onProgress: (progress) => {
            teller.progressed(progress);
          },
          onFirst: (model) => {
            this.prepare(); // a glyph that is drawn now ends this training and begins another
            first = this.keep(job, withSource(model, source), taught, true).then(
              (id) => {
                if (id !== null) teller.firstIsAwake(id);
              },
              (error: unknown) => {
                this.log.warn({ error: (error as Error).message }, 'the first model of a training cannot be used');
              },
            );
          },
        },
      );
    } catch (error) {
      throw error instanceof TrainingError ? new FailureError('training-needs-data', error.message) : error;
    } finally {
      await first; // the best one takes its place, and must find it there
    }
  }

  /** Stores what was trained, and wakes it if it is to answer. @returns null if it is not kept */
  private async keep(job: TrainingJob, trained: Trained, taught: TaughtSet, isFirst: boolean): Promise<string | null> {
    const { artifact, report } = trained;
    const isWanted = (): boolean => this.isOfNow(artifact.card);
    const wakes = isWanted() && shouldWake(artifact.card, this.inference.model, job, isFirst);
    if (!wakes && (isFirst || job.origin === 'room')) return null;
    const { origin, id: trainingId } = job;
    const isDraft = isFirst || origin === 'room'; // the next that learns from the room takes its place
    const model = { artifact, origin, trainingId, isDraft, report: reportOf(report, taught.ids) };
    const { info } = await this.registry.store(model, wakes && isWanted);
    const { kind, seconds, metrics, spells, trainedOn } = artifact.card;
    const { accuracy } = metrics;
    this.log.info(
      { model: info.id, origin, kind, isFirst, wakes, spells, seconds, accuracy, ...trainedOn },
      'model trained',
    );
    return info.id;
  }

  /** Whether the room still is at the event, and with the book, that the training was for. */
  private isOfNow({ spells }: Trained['artifact']['card']): boolean {
    const known = new Set<string>([...this.spells.list(), ...this.spells.removed()].map(({ id }) => id));
    return !this.room.isOver && spells.every((id) => known.has(id));
  }

  /** What the baselines do on the same people. The model is active: whatever stops this takes nothing from anyone. */
  private async compare(
    modelId: string,
    spells: readonly SpellId[],
    casts: readonly LabeledCast[],
    abort: AbortSignal,
  ): Promise<void> {
    try {
      const options = { spells, seed: SEED, engine: this.config.engine };
      await this.registry.setBaselines(modelId, await measureBaselinesInWorker(casts, options, { abort }));
    } catch (error) {
      this.log.warn({ model: modelId, error: (error as Error).message }, 'the baselines were not measured');
    }
  }
}

/** Its card names the dataset it learnt from, as that was. */
function withSource({ artifact, ...trained }: Trained, dataset: DatasetSource | null): Trained {
  if (dataset === null) return { artifact, ...trained };
  const { card } = artifact;
  return { ...trained, artifact: { ...artifact, card: { ...card, trainedOn: { ...card.trainedOn, dataset } } } };
}
