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
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { SingleFlight } from '../platform/queues/single-flight.js';
import { TrainingStopped, canceled, firstProgress, type TrainingJob, type TrainingOutcome } from './training-job.js';
import { TrainingPacesRepository } from './training-paces.repository.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { TrainingRun } from './training-run.service.js';
import { Trainings } from './training.service.js';
import { ServerEvents } from '../platform/events/server-events.js';
import type { Room } from '../rooms/room/room.js';
import { Rooms } from '../rooms/room/rooms.js';
import { TrainingProcessError, type JobProcess, type Pace } from '@wandcast/recognition';
import { TrainingSlots, type TrainingSlot } from './workers/training-slots.service.js';

interface RunningTraining {
  readonly job: TrainingJob;
  readonly abort: AbortController;
  progress: TrainingProgress;
}

/** Ms between polls of the queue for trainings abandoned by a dead node. New trainings are announced by events. */
const POLL_MS = 1_000;

/** Slots in which a training runs are looked at with each of so many polls. */
const POLLS_OF_USED = 3;

/**
 * Has the queued trainings run, one at a time in each slot whose lock this node holds. If the lock of a slot was free but
 * the queue has a job running there, the node of that job has died, so the job is returned to the queue first.
 */
@Injectable()
export class TrainingDispatcher implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly polls = new SingleFlight(
    () => this.poll(),
    (error) => {
      this.reportUnreachable(error);
    },
  );
  /** The slots now, by their locks. */
  private current: ReadonlyMap<string, TrainingSlot> = new Map();
  private readonly flights = new Map<string, SingleFlight>();
  /** Trainings on this machine whose worker was lost: one at a time, because others may train here, too. */
  private readonly ownRuns = new SerialQueue();
  private polled = 0;
  /** The trainings of this node, by id. */
  private readonly running = new Map<string, RunningTraining>();

  constructor(
    private readonly queue: TrainingQueueRepository,
    private readonly slots: TrainingSlots,
    private readonly rooms: Rooms,
    private readonly openRooms: OpenRooms,
    private readonly serverEvents: ServerEvents,
    private readonly bus: Bus,
    private readonly paces: TrainingPacesRepository,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.serverEvents.on('training:queued', () => {
      this.polls.run();
    });
    const cancel = ({ id }: { readonly id: string }): void => {
      this.running.get(id)?.abort.abort(new TrainingStopped('canceled'));
    };
    this.serverEvents.on('training:canceled', cancel);
    this.bus.on('training-canceled', cancel); // also for events whose room is closed on this node
    this.bus.on('refreshed', () => {
      for (const { job, progress } of this.running.values()) this.trainingsFor(job)?.progressed(progress);
    });
    // Not at once: opening the queue would delay the first answer.
    this.timer = setInterval(() => {
      this.polls.run();
    }, POLL_MS);
  }

  onModuleDestroy(): void {
    void this.polls.stop();
    clearInterval(this.timer);
    for (const { abort } of this.running.values()) abort.abort(new TrainingStopped('interrupted'));
  }

  /** Waits until the running trainings are back in the queue. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.polls.stop();
    await Promise.all([...this.flights.values()].map((flight) => flight.stop()));
  }

  /** Looks what there is to do, and for every slot that is free. */
  private async poll(): Promise<void> {
    const pending = await this.queue.listPending();
    for (const room of this.rooms.list())
      await room.part(Trainings).reconcile(pending.filter(({ eventId }) => eventId === room.eventId));
    if (pending.length === 0) return;
    this.current = new Map((await this.slots.list()).map((slot) => [slot.lock, slot]));
    const used = new Set(pending.flatMap(({ slot }) => slot ?? [])); // their nodes or workers may have gone
    const mayHaveGone = this.polled++ % POLLS_OF_USED === 0;
    const isQueued = pending.some(({ isRunning }) => !isRunning);
    for (const lock of new Set([...this.current.keys(), ...used])) {
      if (this.polls.isStopping) return;
      if (used.has(lock) ? mayHaveGone : isQueued) this.flightOf(lock).run(); // each try is a connection
    }
  }

  private flightOf(lock: string): SingleFlight {
    const onFailure = (error: unknown): void => {
      this.reportUnreachable(error);
    };
    const flight = this.flights.get(lock) ?? new SingleFlight(() => this.takeAll(lock), onFailure);
    this.flights.set(lock, flight);
    return flight;
  }

  private reportUnreachable(error: unknown): void {
    this.log.warn({ error: (error as Error).message }, 'the training queue is unreachable');
  }

  private async takeAll(name: string): Promise<void> {
    const lock = await this.queue.tryLock(name);
    if (lock === undefined) return;
    try {
      for (const job of await this.queue.listPending()) if (job.slot === name) await this.returnToQueue(job);
      for (;;) {
        const slot = this.current.get(name);
        if (slot === undefined || this.polls.isStopping || lock.lost.aborted) return;
        const job = await this.queue.take(name);
        if (job === undefined) return;
        await this.work(job, slot, lock.lost);
      }
    } finally {
      await lock.release();
    }
  }

  private async work(job: TrainingJob, slot: TrainingSlot, lost: AbortSignal): Promise<void> {
    const running: RunningTraining = { job, abort: new AbortController(), progress: firstProgress(job) };
    this.running.set(job.id, running);
    // It may have been canceled before `running` was set.
    if (this.trainingsFor(job)?.isCanceled(job.id) === true) running.abort.abort(new TrainingStopped('canceled'));
    if (this.polls.isStopping) running.abort.abort(new TrainingStopped('interrupted'));
    try {
      const abort = AbortSignal.any([running.abort.signal, lost]);
      await this.end(job, { outcome: 'done', modelId: await this.run(running, slot, abort), failure: null });
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
      this.running.delete(job.id);
      void this.slots.prepare();
    }
  }

  /** Runs a training, once more if its process died. @returns the model's id; null if the model was not kept */
  private async run(running: RunningTraining, slot: TrainingSlot, abort: AbortSignal): Promise<string | null> {
    const { job } = running;
    const room = await this.roomFor(job, running.abort);
    const pace = await this.paces.find();
    const run = ({ start }: TrainingSlot): Promise<string | null> =>
      room.part(TrainingRun).run(job, {
        ...{ pace, abort, startProcess: start && ((): JobProcess => start(job.id)) },
        onPace: (measured) => void this.savePace(measured),
        onProgress: (progress) => {
          running.progress = progress;
          this.trainingsFor(job)?.progressed(progress);
        },
      });
    try {
      return await run(slot);
    } catch (error) {
      // Whatever killed it, such as a machine short of memory, may be over.
      if (!(error instanceof TrainingProcessError) || abort.aborted) throw error;
      this.log.warn({ training: job.id, error: error.message }, 'a training is tried once more');
      const other = this.slots.again(slot, error);
      return other === slot ? run(slot) : this.ownRuns.run(() => run(other));
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
