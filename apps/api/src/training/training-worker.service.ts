import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { FailureError, toFailure, type Failure, type TrainingProgress } from '@wandcast/protocol';
import { WrongNodeError } from '../rooms/leases/room-leases.service.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';
import { Log } from '../platform/logging/log.js';
import { Bus } from '../platform/bus/bus.js';
import { SingleFlight } from '../platform/queues/single-flight.js';
import { TrainingStopped, canceled, firstProgress, type TrainingJob, type TrainingOutcome } from './training-job.js';
import { TrainingPacesRepository } from './training-paces.repository.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { TrainingRun } from './training-run.service.js';
import { Trainings } from './training.service.js';
import { ServerEvents } from '../platform/events/server-events.js';
import { ServerConfig } from '../platform/config/server-config.js';
import type { Room } from '../rooms/room/room.js';
import { Rooms } from '../rooms/room/rooms.js';
import { TrainingProcessError, prepareTraining, type Pace } from '@wandcast/recognition';

/** Ms between polls of the queue for trainings abandoned by a dead node. New trainings are announced by events. */
const POLL_MS = 1_000;

/**
 * Runs the queued trainings one at a time while this node holds the training lock. If the lock was free but the queue
 * has a running job, the node of that job has died, so the job is returned to the queue first.
 */
@Injectable()
export class TrainingWorker implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly polls = new SingleFlight(
    () => this.takeAll(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'the training queue is unreachable');
    },
  );
  private running:
    | { readonly id: string; readonly eventId: string; readonly abort: AbortController; progress: TrainingProgress }
    | undefined;

  constructor(
    private readonly queue: TrainingQueueRepository,
    private readonly rooms: Rooms,
    private readonly openRooms: OpenRooms,
    private readonly serverEvents: ServerEvents,
    private readonly config: ServerConfig,
    private readonly bus: Bus,
    private readonly paces: TrainingPacesRepository,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.serverEvents.on('training:queued', () => {
      this.polls.run();
    });
    const cancel = ({ id }: { readonly id: string }): void => {
      if (this.running?.id === id) this.running.abort.abort(new TrainingStopped('canceled'));
    };
    this.serverEvents.on('training:canceled', cancel);
    this.bus.on('training-canceled', cancel); // also for events whose room is closed on this node
    this.bus.on('refreshed', () => {
      if (this.running !== undefined) this.trainingsFor(this.running)?.progressed(this.running.progress);
    });
    // Not at once: opening the queue would delay the first answer.
    this.timer = setInterval(() => {
      this.polls.run();
    }, POLL_MS);
  }

  onModuleDestroy(): void {
    void this.polls.stop();
    clearInterval(this.timer);
    this.running?.abort.abort(new TrainingStopped('interrupted'));
  }

  /** Waits until the running training is back in the queue. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.polls.stop();
  }

  private async takeAll(): Promise<void> {
    const pending = await this.queue.listPending();
    for (const room of this.rooms.list())
      await room.part(Trainings).reconcile(pending.filter(({ eventId }) => eventId === room.eventId));
    if (pending.length === 0) return;
    const lock = await this.queue.tryLock();
    if (lock === undefined) return;
    try {
      for (const job of await this.queue.listPending()) if (job.isRunning) await this.returnToQueue(job);
      while (!this.polls.isStopping && !lock.lost.aborted) {
        const job = await this.queue.take();
        if (job === undefined) return;
        await this.work(job, lock.lost);
      }
    } finally {
      await lock.release();
    }
  }

  private async work(job: TrainingJob, lost: AbortSignal): Promise<void> {
    const running = { id: job.id, eventId: job.eventId, abort: new AbortController(), progress: firstProgress(job) };
    this.running = running;
    // It may have been canceled before `running` was set.
    if (this.trainingsFor(job)?.isCanceled(job.id) === true) running.abort.abort(new TrainingStopped('canceled'));
    if (this.polls.isStopping) running.abort.abort(new TrainingStopped('interrupted'));
    const onProgress = (progress: TrainingProgress): void => {
      running.progress = progress;
      this.trainingsFor(job)?.progressed(progress);
    };
    try {
      const room = await this.roomFor(job, running.abort);
      const abort = AbortSignal.any([running.abort.signal, lost]);
      const pace = await this.paces.find();
      const onPace = (measured: Pace): void => void this.savePace(measured);
      const options = { pace, onProgress, onPace, abort };
      const modelId = await room.part(TrainingRun).run(job, options).catch((error: unknown) => {
        // Whatever killed it, such as a machine short of memory, may be over.
        if (!(error instanceof TrainingProcessError) || abort.aborted) throw error;
        this.log.warn({ training: job.id, error: error.message }, 'a training is tried once more');
        return room.part(TrainingRun).run(job, options);
      }); // prettier-ignore
      await this.end(job, { outcome: 'done', modelId, failure: null });
    } catch (error) {
      const stopped = running.abort.signal.reason as unknown;
      if (lost.aborted)
        this.log.warn({ training: job.id }, 'lost the database connection: another node may run the training');
      else if (error instanceof WrongNodeError)
        await this.returnToQueue(job); // its room was opened elsewhere meanwhile
      else if (!(stopped instanceof TrainingStopped)) await this.fail(job, error);
      else if (stopped.why === 'canceled') await this.end(job, canceled);
      else await this.returnToQueue(job);
    } finally {
      this.running = undefined;
      if (!this.polls.isStopping) prepareTraining(this.config.engine); // someone may be waiting for the next one
    }
  }

  /** An error is only logged, because the next estimate is merely less exact. */
  private async savePace(pace: Pace): Promise<void> {
    try {
      await this.paces.save(pace);
    } catch (error) {
      this.log.warn({ error: (error as Error).message }, 'could not store the pace of a training');
    }
  }

  /** The room of the job's event. Cancels the training if the event is over. @throws the reason of `abort` */
  private async roomFor({ eventId }: TrainingJob, abort: AbortController): Promise<Room> {
    const room = this.rooms.during(eventId) ?? (await this.openRooms.ofEvent(eventId));
    if (room?.eventId !== eventId) {
      const stopped = new TrainingStopped('canceled');
      abort.abort(stopped);
      throw stopped;
    }
    abort.signal.throwIfAborted();
    return room;
  }

  private async fail(job: TrainingJob, error: unknown): Promise<void> {
    const failure = failureOf(error);
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (failure.code === 'training-failed') this.log.error({ training: job.id, error: reason }, 'a training failed');
    await this.end(job, { outcome: 'failed', modelId: null, failure });
  }

  private async returnToQueue(job: TrainingJob): Promise<void> {
    const waits = await this.queue.returnToQueue(job.id);
    this.log.warn({ training: job.id, waits }, 'a training was returned to the queue');
    if (waits) this.trainingsFor(job)?.progressed(firstProgress({ ...job, isRunning: false }));
    else this.announceEnd(job, { outcome: 'failed', modelId: null, failure: toFailure('training-failed') });
  }

  private async end(job: TrainingJob, outcome: TrainingOutcome): Promise<void> {
    await this.queue.complete(job.id, outcome);
    this.announceEnd(job, outcome);
  }

  private announceEnd(job: TrainingJob, outcome: TrainingOutcome): void {
    const { id, origin } = job;
    this.trainingsFor(job)?.ended({ id, origin, ...outcome });
  }

  /** Undefined if the event is over: then nobody needs to be notified. */
  private trainingsFor({ eventId }: Pick<TrainingJob, 'eventId'>): Trainings | undefined {
    return this.rooms.during(eventId)?.part(Trainings);
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.toFailure();
  return toFailure('training-failed', error instanceof Error ? error.message.slice(0, 300) : undefined);
}
