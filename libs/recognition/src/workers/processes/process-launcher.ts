import { fork, type ChildProcess } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { FromLauncher, ToLauncher } from './launcher-messages.js';

/** Always the built file: the process runs plain Node, which cannot load TypeScript. */
const launcherFile = (): string => createRequire(import.meta.url).resolve('@wandcast/recognition/launcher-process');

/** What happens to a process. */
export interface ProcessEvents {
  message: [unknown];
  /** Exit code, signal, or why it could not be started. */
  end: [how: string];
}

/**
 * A small process that starts others, such as trainings, and passes their messages on. A server of 300 MB would stand
 * still for 25 ms to start one itself, because the system copies its page tables, and then for a microsecond at each
 * page it writes to.
 */
export class ProcessLauncher {
  isGone = false;
  private readonly child: ChildProcess;
  private readonly processes = new Map<number, EventEmitter<ProcessEvents>>();
  private readonly held = new Set<number>();
  private nextId = 0;

  constructor() {
    this.child = fork(launcherFile(), [], {
      execArgv: ['--v8-pool-size=1'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (message: FromLauncher) => {
      if (message.kind === 'message') this.processes.get(message.id)?.emit('message', message.message);
      else this.end(message.id, message.how);
    });
    const end = (how: string): void => {
      this.isGone = true;
      for (const id of [...this.processes.keys()]) this.end(id, `the launcher ended: ${how}`);
    };
    this.child.once('error', ({ message }) => {
      end(message);
    });
    this.child.once('exit', (code, signal) => {
      end(String(signal ?? code));
    });
    this.refer();
  }

  /**
   * @param file the program, built: processes run plain Node  @param events of the new process, emitted here
   * @returns its id
   */
  start(file: string, args: readonly string[], events: EventEmitter<ProcessEvents>): number {
    const id = this.nextId++;
    this.processes.set(id, events);
    this.send({ kind: 'start', id, file, args }).catch(() => undefined); // its end is reported
    return id;
  }

  /** Resolves when the message has left this process, so that many do not fill its memory. */
  tell(id: number, message: unknown): Promise<void> {
    return this.send({ kind: 'message', id, message });
  }

  kill(id: number): void {
    this.send({ kind: 'kill', id }).catch(() => undefined);
  }

  /** Kills the process as soon as it uses more memory. */
  limit(id: number, mb: number): void {
    this.send({ kind: 'limit', id, mb }).catch(() => undefined); // its end is reported
  }

  /** Whether it keeps this process alive. */
  hold(id: number, isHeld: boolean): void {
    if (isHeld) this.held.add(id);
    else this.held.delete(id);
    this.refer();
  }

  private end(id: number, how: string): void {
    const events = this.processes.get(id);
    this.processes.delete(id);
    this.hold(id, false);
    events?.emit('end', how);
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

let current: ProcessLauncher | undefined;

/** Starts the launcher of processes, best while this process is small. The first process does it otherwise. */
export function startProcessLauncher(): ProcessLauncher {
  if (current === undefined || current.isGone) current = new ProcessLauncher();
  return current;
}
