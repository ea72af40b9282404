import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

/** A child that does not end when it is asked to is killed after this, ms. */
const PATIENCE_MS = 5_000;

/**
 * What must be gone when the bench is: its processes and folders. `clear` does it in order; a process that ends
 * in any other way still takes everything along, without waiting.
 */
export class Leftovers {
  private readonly children = new Map<ChildProcess, NodeJS.Signals>();
  private readonly folders: string[] = [];

  constructor() {
    process.once('exit', () => {
      for (const child of this.children.keys()) child.kill('SIGKILL');
      this.removeFolders();
    });
  }

  /** @param signal what the child understands as "stop now, and tidily" */
  addChild<C extends ChildProcess>(child: C, signal: NodeJS.Signals = 'SIGTERM'): C {
    this.children.set(child, signal);
    child.once('exit', () => this.children.delete(child));
    return child;
  }

  addFolder(folder: string): void {
    this.folders.push(folder);
  }

  /** Ends one child and waits for it. */
  async stop(child: ChildProcess): Promise<void> {
    const signal = this.children.get(child);
    if (signal === undefined || child.pid === undefined) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    const impatient = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await exit;
    clearTimeout(impatient);
  }

  /** The youngest first: servers before their database. */
  async clear(): Promise<void> {
    for (const child of [...this.children.keys()].reverse()) await this.stop(child);
    this.removeFolders();
  }

  private removeFolders(): void {
    for (const folder of this.folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
