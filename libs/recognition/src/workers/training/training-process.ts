import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { EnginePreference } from '../../engine/engine-preference.js';
import { receivedError } from '../error-transfer.js';
import { startProcessLauncher, type ProcessEvents } from '../processes/process-launcher.js';
import type { FromTrainProcess, ToTrainProcess } from '../worker-messages.js';
import type { JobProcess } from './job-process.js';
import { TrainingProcessError } from './training-process-error.js';

/** Always the built file: the process runs plain Node, which cannot load TypeScript. */
const trainFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/train-process');

/**
 * A process that runs one training job and ends with it. In a thread, the many small arrays of a training would leave
 * holes of 100 MB and more in the memory of the server, its collections would take turns with those of the server, and
 * if it ran out of memory, so would the server.
 */
export class TrainingProcess implements JobProcess {
  readonly started: Promise<void>;
  readonly ended: Promise<never>;
  isGone = false;
  private readonly launcher = startProcessLauncher();
  private readonly events = new EventEmitter<ProcessEvents>();
  private readonly id: number;

  constructor(readonly engine: EnginePreference) {
    this.started = new Promise((resolve, reject) => {
      this.events.once('message', (received) => {
        const message = received as FromTrainProcess;
        if (message.kind === 'failed') reject(receivedError(message.error));
        else resolve();
      });
    });
    this.ended = new Promise((_, reject) => {
      this.events.once('end', (how) => {
        this.isGone = true;
        reject(new TrainingProcessError(`the training process ended (${how})`));
      });
    });
    for (const promise of [this.started, this.ended]) promise.catch(() => undefined); // errors are handled by the job
    this.id = this.launcher.start(trainFile(), [engine], this.events);
    this.hold(true);
  }

  onMessage(listener: (message: FromTrainProcess) => void): void {
    this.events.on('message', (message) => {
      listener(message as FromTrainProcess);
    });
  }

  send(message: ToTrainProcess): Promise<void> {
    return this.launcher.tell(this.id, message);
  }

  /** Kills the process as soon as it uses more memory. Linux only. */
  limit(mb: number): this {
    this.launcher.limit(this.id, mb);
    return this;
  }

  /** Whether the training keeps this process alive. */
  hold(isHeld: boolean): this {
    this.launcher.hold(this.id, isHeld);
    return this;
  }

  async terminate(): Promise<void> {
    if (this.isGone) return;
    this.launcher.kill(this.id);
    await this.ended.catch(() => undefined);
  }
}

let spare: TrainingProcess | undefined;

/**
 * Starts a process in advance: a training that someone waits for then begins a third of a second sooner. It holds about
 * 70 MB and does not keep this one alive.
 */
export function prepareTraining(engine: EnginePreference): void {
  if (spare !== undefined && !spare.isGone && spare.engine === engine) return;
  void spare?.terminate();
  spare = new TrainingProcess(engine).hold(false);
}

/** The process that was started in advance if it has that engine, otherwise a new one. */
export function spareProcess(engine: EnginePreference): TrainingProcess {
  if (spare === undefined || spare.isGone || spare.engine !== engine) return new TrainingProcess(engine);
  const taken = spare.hold(true);
  spare = undefined;
  return taken;
}
