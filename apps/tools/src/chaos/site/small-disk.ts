import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, statSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** Sparse: only what is written takes space. Holds the database, its WAL (1 GB) and the filler's margin. */
const SIZE_BYTES = 3 * 2 ** 30;

/** A file system of its own in a file, which can be filled without harm to anything else. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all free space. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  /** Unmounts it and removes everything. */
  remove(): void;
}

/** @returns undefined if this machine does not allow it: it needs Linux, root, mkfs.ext4 and loop devices */
export function mountSmallDisk(parent: string): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const image = path.join(parent, 'disk.img');
  const folder = path.join(parent, 'disk');
  const filler = path.join(folder, 'filler');
  try {
    const file = openSync(image, 'w');
    ftruncateSync(file, SIZE_BYTES);
    closeSync(file);
    mkdirSync(folder);
    execFileSync('mkfs.ext4', ['-q', '-m', '0', image], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'loop', image, folder], { stdio: 'ignore' });
  } catch {
    rmSync(image, { force: true });
    return undefined;
  }
  const free = (): void => {
    rmSync(filler, { force: true });
  };
  return {
    folder,
    fill() {
      // Several times: what is not allocated yet when the first filler is written would stay free.
      for (let left = freeBytes(folder), n = 0; left > 0 && n < 20; left = freeBytes(folder), n++) grow(filler, left);
    },
    free,
    remove() {
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
      rmSync(image, { force: true });
    },
  };
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Allocates space without writing it. */
function grow(file: string, bytes: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  try {
    execFileSync('fallocate', ['--offset', String(size), '--length', String(bytes), file], { stdio: 'ignore' });
  } catch {
    // somebody else took a part of it meanwhile
  }
}
