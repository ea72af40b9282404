import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

/** A child that does not end when it is asked to is killed after this, ms. */
const PATIENCE_MS = 5_000;

/** The signals by which a child ends. */
interface Endings {
  readonly tidily: NodeJS.Signals;
  readonly atOnce: NodeJS.Signals;
}

/**
 * What must be gone when the bench is: its processes and folders. `clear` does it in order; a process that ends
 * in any other way still takes everything along, without waiting.
 */
export class Leftovers {
  private readonly children = new Map<ChildProcess, Endings>();
  private readonly folders: string[] = [];

  constructor() {
    process.once('exit', () => {
      for (const [child, { atOnce }] of this.children) child.kill(atOnce);
      this.removeFolders();
    });
  }

  addChild<C extends ChildProcess>(child: C, endings: Endings = { tidily: 'SIGTERM', atOnce: 'SIGKILL' }): C {
    this.children.set(child, endings);
    child.once('exit', () => this.children.delete(child));
    return child;
  }

  addFolder(folder: string): void {
    this.folders.push(folder);
  }

  /** Ends one child and waits for it. */
  async stop(child: ChildProcess): Promise<void> {
    const endings = this.children.get(child);
    if (endings === undefined || child.pid === undefined) return;
    const exit = once(child, 'exit');
    child.kill(endings.tidily);
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
