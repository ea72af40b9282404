import { fork, type ChildProcess } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { FromLauncher, FromTrainProcess, ToLauncher, ToTrainProcess } from '../worker-messages.js';
import type { EnginePreference } from '../../engine/engine-preference.js';

/** Always the built file: the process runs plain Node, which cannot load TypeScript. */
const launcherFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/launcher-process');

/** What happens to a training process. */
export interface TrainingEvents {
  message: [FromTrainProcess];
  /** Exit code, signal, or why it could not be started. */
  end: [how: string];
}

/**
 * A small process that starts training processes and passes their messages on. A server of 300 MB would stand still for
 * 25 ms to start one itself, because the system copies its page tables, and then for a microsecond at each page it
 * writes to.
 */
export class TrainingLauncher {
  isGone = false;
  private readonly child: ChildProcess;
  private readonly trainings = new Map<number, EventEmitter<TrainingEvents>>();
  private readonly held = new Set<number>();
  private nextId = 0;

  constructor() {
    this.child = fork(launcherFile(), [], {
      execArgv: ['--v8-pool-size=1'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (message: FromLauncher) => {
      if (message.kind === 'message') this.trainings.get(message.id)?.emit('message', message.message);
      else this.end(message.id, message.how);
    });
    const end = (how: string): void => {
      this.isGone = true;
      for (const id of [...this.trainings.keys()]) this.end(id, `the launcher ended: ${how}`);
    };
    this.child.once('error', ({ message }) => {
      end(message);
    });
    this.child.once('exit', (code, signal) => {
      end(String(signal ?? code));
    });
    this.refer();
  }

  /** @param events of the new process, emitted here. @returns its id */
  start(engine: EnginePreference, events: EventEmitter<TrainingEvents>): number {
    const id = this.nextId++;
    this.trainings.set(id, events);
    this.send({ kind: 'start', id, engine }).catch(() => undefined); // its end is reported
    return id;
  }

  /** Resolves when the message has left this process, so that many do not fill its memory. */
  tell(id: number, message: ToTrainProcess): Promise<void> {
    return this.send({ kind: 'message', id, message });
  }

  kill(id: number): void {
    this.send({ kind: 'kill', id }).catch(() => undefined);
  }

  /** Kills the process as soon as it uses more memory. */
  limit(id: number, mb: number): void {
    this.send({ kind: 'limit', id, mb }).catch(() => undefined); // its end is reported
  }

  /** Whether a training keeps this process alive. */
  hold(id: number, isHeld: boolean): void {
    if (isHeld) this.held.add(id);
    else this.held.delete(id);
    this.refer();
  }

  private end(id: number, how: string): void {
    const training = this.trainings.get(id);
    this.trainings.delete(id);
    this.hold(id, false);
    training?.emit('end', how);
  }

  private refer(): void {
    for (const handle of [this.child, this.child.channel]) {
      if (this.held.size > 0) handle?.ref();
      else handle?.unref();
    }
  }

  private send(message: ToLauncher): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.send(message, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }
}

let current: TrainingLauncher | undefined;

/** Starts the launcher of trainings, best while this process is small. The first training does it otherwise. */
export function startTrainingLauncher(): TrainingLauncher {
  if (current === undefined || current.isGone) current = new TrainingLauncher();
  return current;
}
