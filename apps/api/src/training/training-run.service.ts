import { FailureError, type SpellId, type TrainingProgress } from '@wandcast/protocol';
import {
  MIN_PEOPLE,
  TrainingError,
  measureBaselinesInProcess,
  trainInProcess,
  usersOf,
  type JobProcess,
  type Pace,
  type Trained,
  type TrainerProgress,
  type TrainingSet,
} from '@wandcast/recognition';
import { Inference } from '../models/inference.service.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import { Log } from '../platform/logging/log.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { TrainingData, type TrainingScope } from './training-data.service.js';
import { shouldActivate } from './promotion-policy.js';
import { firstProgress, type TrainingJob } from './training-job.js';
import { ProgressNotifier } from './progress-notifier.js';
import { reportOf } from './training-reports.js';
import { withSources, type RunData } from './training-sources.js';
import { TrainingSlots } from './workers/training-slots.service.js';
import { TrainingCastsRepository } from './training-casts.repository.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart } from '../rooms/room/room-part.js';

/** Fixed, so that the same casts give the same model. */
const SEED = 1;

interface RunOptions {
  /** Pace of this machine in earlier trainings. */
  readonly pace: Pace;
  readonly onProgress: (progress: TrainingProgress) => void;
  /** Receives the measured pace. */
  readonly onPace: (pace: Pace) => void;
  readonly abort: AbortSignal;
  /** Starts its processes on a worker; on this machine if undefined. */
  readonly startProcess: (() => JobProcess) | undefined;
}

/** Runs one training, from reading casts to activating the model. The training itself runs in processes of its own. */
@RoomPart()
export class TrainingRun {
  constructor(
    private readonly sets: TrainingCastsRepository,
    private readonly trainingData: TrainingData,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly registry: ModelRegistry,
    private readonly inference: Inference,
    private readonly slots: TrainingSlots,
    private readonly log: Log,
  ) {}

  /** Starts a process ahead of time, because a moderator may draw a glyph and wait for its training. */
  prepare(): void {
    void this.slots.prepare();
  }

  /**
   * @returns the model's id; null if the model was not kept
   * @throws FailureError of TrainingData.find, the reason of `abort`, or the error of the training
   */
  async run(job: TrainingJob, { pace, onProgress, onPace, abort, startProcess }: RunOptions): Promise<string | null> {
    onProgress(firstProgress(job));
    await this.spells.reread(); // another node may have just changed the spellbook
    const scope = await this.trainingData.find(job);
    const data = await this.readData(job, scope, abort);
    const { taught, test } = data;
    const compares = job.origin === 'taught' && (test !== null || usersOf(taught.casts).length >= MIN_PEOPLE);
    const notifier = new ProgressNotifier(
      { ...firstProgress(job), casts: taught.casts.length, people: usersOf(taught.casts).length },
      compares,
      onProgress,
    );
    let measured: Pace = {};
    const work = {
      pace,
      abort,
      startProcess,
      onPace: (next: Pace): void => void (measured = { ...measured, ...next }),
    };
    try {
      const trained = await this.train(job, scope, data, notifier, work);
      abort.throwIfAborted();
      const modelId = await this.keep(job, withSources(trained, scope, data), data, false);
      if (compares && modelId !== null) {
        notifier.comparing();
        await this.compare(modelId, scope.spells, data, notifier, work);
      }
      onPace(measured);
      return modelId;
    } finally {
      notifier.stop();
    }
  }

  /** The casts to learn from, without those to test on. */
  private async readData({ eventId }: TrainingJob, scope: TrainingScope, abort: AbortSignal): Promise<RunData> {
    const { spells, source, test } = scope;
    const learned = { eventId, datasetId: source?.id ?? null, without: test?.id ?? null };
    return {
      taught: await this.sets.read(learned, spells, abort),
      test: test && (await this.sets.read({ eventId, datasetId: test.id, without: null }, spells, abort)),
    };
  }

  private async train(
    job: TrainingJob,
    scope: TrainingScope,
    data: RunData,
    notifier: ProgressNotifier,
    { pace, abort, startProcess, onPace }: Omit<RunOptions, 'onProgress'>,
  ): Promise<Trained> {
    const unlabeled = job.origin === 'room' ? await this.sets.unlabeled(job.eventId, abort) : [];
    const spotting = await this.sets.castsFreely(job.eventId);
    const { spells } = scope;
    const drawn = [...this.spells.list(), ...this.spells.removed()].filter(
      ({ id, glyph }) => glyph !== null && spells.includes(id),
    );
    const glyphs = Object.fromEntries(drawn.map(({ id, glyph }) => [id, glyph ?? '']));
    const secondGlyphs = Object.fromEntries(
      drawn.flatMap(({ id, secondGlyph }) => (secondGlyph === undefined ? [] : [[id, secondGlyph]])),
    );
    const reversible = drawn.filter(({ direction }) => direction !== 'fixed').map(({ id }) => id);
    let first: Promise<void> | undefined;
    try {
      const options = {
        kind: job.kind,
        spells,
        seed: SEED,
        pace,
        spotting,
        startProcess,
        ...this.slots.ownProcess,
      };
      return await trainInProcess(
        { ...setOf(data), unlabeled },
        { ...options, ...(drawn.length > 0 && { glyphs, secondGlyphs, reversible }) },
        {
          abort,
          onProgress: (progress) => {
            notifier.progressed(progress);
            onPace(progress.pace);
          },
          onFirst: (model) => {
            this.prepare(); // a glyph drawn now would cancel this training and start another
            first = this.keep(job, withSources(model, { ...scope, test: null }, data), data, true).then(
              (id) => {
                if (id !== null) notifier.firstActivated(id);
              },
              (error: unknown) => {
                this.log.warn({ error: (error as Error).message }, 'could not store the first model of a training');
              },
            );
          },
        },
      );
    } catch (error) {
      throw error instanceof TrainingError ? new FailureError('training-needs-data', error.message) : error;
    } finally {
      await first; // the final model replaces it, so it must be stored first
    }
  }

  /** Stores a trained model and activates it if the promotion policy allows. @returns its id; null if it is not kept */
  private async keep(job: TrainingJob, trained: Trained, data: RunData, isFirst: boolean): Promise<string | null> {
    const { artifact, report } = trained;
    const book = this.spells.list().map(({ id }) => id);
    // Asked again before it is loaded: somebody may have activated another model.
    const isWanted = (isLoaded: boolean): boolean =>
      this.isUpToDate(artifact.card) &&
      (isLoaded || shouldActivate(artifact.card, this.activeModel(), job, isFirst, book));
    const activates = isWanted(false);
    if (!activates && (isFirst || job.origin === 'room')) return null;
    const { origin, id: trainingId } = job;
    const isDraft = isFirst || origin === 'room'; // replaced by the next model
    const model = { artifact, origin, trainingId, isDraft, report: reportOf(report, (data.test ?? data.taught).ids) };
    const { info } = await this.registry.store(model, activates && isWanted);
    const { kind, seconds, metrics, spells, trainedOn } = artifact.card;
    const { accuracy } = metrics;
    this.log.info(
      { model: info.id, origin, kind, isFirst, activates, spells, seconds, accuracy, ...trainedOn },
      'model trained',
    );
    return info.id;
  }

  /** The active model, with what it was tested on if it is listed. */
  private activeModel(): Parameters<typeof shouldActivate>[1] {
    const { model } = this.inference;
    return this.registry.list().find(({ id }) => id === model?.id) ?? model;
  }

  /** Whether the event still runs and still knows all spells of the model. */
  private isUpToDate({ spells }: Trained['artifact']['card']): boolean {
    const known = new Set<string>([...this.spells.list(), ...this.spells.removed()].map(({ id }) => id));
    return !this.room.isOver && spells.every((id) => known.has(id));
  }

  /** Measures the baselines on the same casts. Errors are only logged, because the model is already in use. */
  private async compare(
    modelId: string,
    spells: readonly SpellId[],
    data: RunData,
    notifier: ProgressNotifier,
    { pace, abort, startProcess, onPace }: Omit<RunOptions, 'onProgress'>,
  ): Promise<void> {
    try {
      const options = { spells, seed: SEED, pace, startProcess, ...this.slots.ownProcess };
      const onProgress = (progress: TrainerProgress): void => {
        notifier.compared(progress);
        onPace(progress.pace);
      };
      await this.registry.setBaselines(
        modelId,
        await measureBaselinesInProcess(setOf(data), options, { abort, onProgress }),
      );
    } catch (error) {
      this.log.warn({ model: modelId, error: (error as Error).message }, 'the baselines were not measured');
    }
  }
}

const setOf = ({ taught, test }: RunData): Pick<TrainingSet, 'casts' | 'test'> => ({
  casts: taught.casts,
  ...(test !== null && { test: test.casts }),
});
