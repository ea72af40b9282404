import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

/** A child that ignores its graceful signal is killed after this time, ms. */
const GRACEFUL_TIMEOUT_MS = 5_000;

/** The signals that stop a child. */
interface StopSignals {
  readonly graceful: NodeJS.Signals;
  readonly immediate: NodeJS.Signals;
}

/**
 * Tracks child processes and temporary folders, so that a command leaves nothing behind. `clear` stops and removes
 * everything in order. If this process exits without it, children are stopped immediately.
 */
export class Cleanup {
  private readonly children = new Map<ChildProcess, StopSignals>();
  private readonly folders: string[] = [];

  constructor() {
    process.once('exit', () => {
      for (const [child, { immediate }] of this.children) child.kill(immediate);
      this.removeFolders();
    });
  }

  addChild<C extends ChildProcess>(child: C, signals: StopSignals = { graceful: 'SIGTERM', immediate: 'SIGKILL' }): C {
    this.children.set(child, signals);
    child.once('exit', () => this.children.delete(child));
    return child;
  }

  addFolder(folder: string): void {
    this.folders.push(folder);
  }

  /** Stops one child and waits until it has exited. */
  async stop(child: ChildProcess): Promise<void> {
    const signals = this.children.get(child);
    if (signals === undefined || child.pid === undefined) return;
    const exit = once(child, 'exit');
    child.kill(signals.graceful);
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACEFUL_TIMEOUT_MS);
    await exit;
    clearTimeout(timer);
  }

  /** Stops the newest children first: servers before their database. */
  async clear(): Promise<void> {
    for (const child of [...this.children.keys()].reverse()) await this.stop(child);
    this.removeFolders();
  }

  private removeFolders(): void {
    for (const folder of this.folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
