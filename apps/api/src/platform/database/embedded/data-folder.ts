import fs from 'node:fs';
import path from 'node:path';

const MB = 1024 ** 2;

/**
 * Free space of a start, bytes. With less than `least` it is refused, because it would fail: a new cluster with an evening
 * takes 42 MB. What an operator is told to free lets PostgreSQL work for a while: a segment of its log has 16 MB.
 */
const FIRST_START = { least: 48 * MB, advised: 128 * MB } as const;
export const LATER_START = { least: 1 * MB, advised: 32 * MB } as const;

/** Not empty: on a full disk, or above a quota, an empty file can still be created. */
const PROBE = Buffer.alloc(64 * 1024);

/**
 * Creates the data folder if needed. Creates one level at a time: Node's recursive mkdir never returns below /proc.
 * @param forDatabase whether the embedded database is started in it
 * @throws Error with one line if it is a file, cannot be created or written, or its disk is full
 */
export function openDataFolder(folder: string, forDatabase: boolean): void {
  try {
    create(folder);
    writeProbe(path.join(folder, `.write-check-${process.pid}`));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Error(diskFullText(folder, startIn(folder).advised));
    throw new Error(`${reasonOf(error as NodeJS.ErrnoException, folder)}: choose another folder with --data`);
  }
  const { least, advised } = startIn(folder);
  if (forDatabase && freeBytes(folder) < least) throw new Error(diskFullText(folder, advised));
}

function writeProbe(probe: string): void {
  try {
    fs.writeFileSync(probe, PROBE);
  } finally {
    fs.rmSync(probe, { force: true }); // a part of it may be written
  }
}

function startIn(folder: string): typeof FIRST_START | typeof LATER_START {
  return fs.existsSync(path.join(folder, 'postgres')) ? LATER_START : FIRST_START;
}

/** Cause and remedy in one line. */
export function diskFullText(folder: string, needed: number): string {
  return `the disk of ${folder} is full: free at least ${needed / MB} MB`;
}

/** Free bytes for users other than root; infinite if the file system does not say it. Never throws. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize, blocks } = fs.statfsSync(folder);
    return blocks === 0 ? Infinity : bavail * bsize;
  } catch {
    return Infinity; // not permitted, or the disk is gone: what needs it says so
  }
}

function create(folder: string): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (path.dirname(folder) !== folder) create(path.dirname(folder));
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && fs.statSync(folder).isDirectory();
    if (!isThere) throw error; // else another server has just created it
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, folder: string): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `${folder} is a file, not a folder`;
    case 'EROFS':
      return `${folder} is on a read-only disk`;
    case 'EACCES':
    case 'EPERM':
      return `${folder} may not be written by this user`;
    case 'ENOENT':
      return `${folder} cannot be created there`;
    case undefined:
    default:
      return `cannot write to ${folder} (${message})`;
  }
}
