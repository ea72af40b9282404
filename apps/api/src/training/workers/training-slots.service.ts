import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { prepareTraining, type JobProcess, type TrainingProcessError } from '@wandcast/recognition';
import { ServerConfig } from '../../platform/config/server-config.js';
import { RemoteTrainingProcess, WorkerLostError } from './remote-training-process.js';
import { TrainingWorkersRepository, type TrainingWorkerAddress } from './training-workers.repository.js';
import { trainingPath } from './worker-messages.js';

/** A place for one training at a time. */
export interface TrainingSlot {
  /** Of the lock that its training holds, on all nodes. */
  readonly lock: string;
  /** Starts a process of a training there; undefined: on this machine. */
  readonly start?: (trainingId: string) => JobProcess;
}

/** Without workers, one training at a time runs on the machines of all nodes. */
export const OWN_SLOT: TrainingSlot = { lock: 'training' };

/** The places for trainings: one on each worker, else one on this machine. */
@Injectable()
export class TrainingSlots implements OnModuleDestroy {
  private isStopping = false;

  constructor(
    private readonly workers: TrainingWorkersRepository,
    private readonly config: ServerConfig,
  ) {}

  async list(): Promise<readonly TrainingSlot[]> {
    const workers = await this.workers.list();
    return workers.length > 0 ? workers.map(slotOf) : [OWN_SLOT];
  }

  /** What a process of a training on this machine computes with, and its most memory. */
  get ownProcess(): ServerConfig['trainingProcess'] {
    return this.config.trainingProcess;
  }

  /** Starts a process for the next training, which someone may be waiting for, unless workers do it. Never rejects. */
  async prepare(): Promise<void> {
    const hasWorkers = await this.workers.list().then(
      ({ length }) => length > 0,
      () => true, // the database is away: nothing trains now
    );
    if (!hasWorkers && !this.isStopping) prepareTraining(this.config.engine);
  }

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** The place for a training that failed: the same one, or this machine if its worker is gone. */
  again(slot: TrainingSlot, failure: TrainingProcessError): TrainingSlot {
    return failure instanceof WorkerLostError ? OWN_SLOT : slot;
  }
}

const slotOf = ({ id, url }: TrainingWorkerAddress): TrainingSlot => ({
  lock: `training on ${id}`,
  start: (trainingId) => new RemoteTrainingProcess(new URL(trainingPath(id, trainingId), url).href),
});
