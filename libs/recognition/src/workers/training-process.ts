import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { constants, getPriority, setPriority } from 'node:os';
import type { EnginePreference } from '../engine/engine-preference.js';
import { receivedError } from './error-transfer.js';
import type { FromTrainProcess, ToTrainProcess } from './worker-messages.js';

/** On a busy machine a training gets a quarter of a core beside casts. */
const NICER = 5;

/** Always the built file: the process runs plain Node, which cannot load TypeScript. */
const processFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/train-process');

/**
 * A process that runs one training job and ends with it. In a thread, the many small arrays of a training would leave
 * holes of 100 MB and more in the memory of the server, its collections would take turns with those of the server, and
 * if it ran out of memory, so would the server.
 */
export class TrainingProcess {
  /** Resolves when the engine has started; rejects if it cannot. */
  readonly started: Promise<void>;
  /** Rejects when the process has ended. */
  readonly ended: Promise<never>;
  isGone = false;
  private readonly child: ChildProcess;

  constructor(readonly engine: EnginePreference) {
    this.child = fork(processFile(), [engine], {
      execArgv: [],
      serialization: 'advanced', // of typed arrays
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true, // Ctrl-C is for the parent
    });
    lowerPriority(this.child.pid); // before it starts threads, which take it over
    this.ended = new Promise((_, reject) => {
      const end = (error: Error): void => {
        this.isGone = true;
        setImmediate(reject, error); // after the last messages
      };
      this.child.once('error', end);
      this.child.once('exit', (code, signal) => {
        end(new Error(`the training process ended (${signal ?? code})`));
      });
    });
    this.started = new Promise((resolve, reject) => {
      this.child.once('message', (message: FromTrainProcess) => {
        if (message.kind === 'failed') reject(receivedError(message.error));
        else resolve();
      });
    });
    for (const promise of [this.started, this.ended]) promise.catch(() => undefined); // errors are handled by the job
  }

  /** Subscribes to messages of the process. */
  onMessage(listener: (message: FromTrainProcess) => void): void {
    this.child.on('message', listener);
  }

  /** Resolves when the message has left this process, so that many do not fill its memory. */
  send(message: ToTrainProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.send(message, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /** Whether the training keeps this process alive. */
  hold(isHeld: boolean): this {
    for (const handle of [this.child, this.child.channel]) {
      if (isHeld) handle?.ref();
      else handle?.unref();
    }
    return this;
  }

  /** Resolves when the process has ended, whatever it does. */
  async terminate(): Promise<void> {
    if (this.isGone) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + NICER));
  } catch {
    // it has ended, or a sandbox forbids it
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
