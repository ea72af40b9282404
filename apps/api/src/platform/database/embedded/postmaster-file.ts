import fs from 'node:fs';
import path from 'node:path';

/** A running postmaster, as its `postmaster.pid` tells. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
}

/**
 * The URL of an embedded database.
 * @param sockets by its Unix socket in this folder; undefined by TCP
 */
export function embeddedUrl(password: string, port: number, sockets?: string): string {
  const where = sockets === undefined ? '' : `?host=${encodeURIComponent(sockets)}`;
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres${where}`;
}

/** The running postmaster of a data folder; undefined if there is none. */
export function findPostmaster(data: string): PostmasterFile | undefined {
  const file = readFile(data);
  return file !== undefined && isSameFolder(file.folder, data) ? file : undefined;
}

/**
 * Removes a `postmaster.pid` that was copied together with its folder: it names the PostgreSQL of the original folder,
 * which neither may be used here nor must keep another one from starting.
 * @returns the postmaster that still uses this folder under a former name, which must not be disturbed
 */
export function removeCopiedFile(data: string): PostmasterFile | undefined {
  const file = readFile(data);
  if (file === undefined || isSameFolder(file.folder, data)) return undefined;
  if (readFile(file.folder)?.pid !== file.pid) return file; // the folder was moved: no original claims that process
  fs.rmSync(fileIn(data), { force: true });
  return undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const fileIn = (data: string): string => path.join(data, 'postmaster.pid');

/** The file's lines 1, 2 and 4, if that process is alive. */
function readFile(data: string): (PostmasterFile & { readonly folder: string }) | undefined {
  try {
    const lines = fs.readFileSync(fileIn(data), 'utf8').split('\n');
    const [pid, folder, port] = [Number(lines[0]), lines[1] ?? '', Number(lines[3])];
    return pid > 1 && port > 0 && isAlive(pid) ? { pid, folder, port } : undefined;
  } catch {
    return undefined;
  }
}

/** By device and inode, because a folder may have several names. */
function isSameFolder(one: string, other: string): boolean {
  try {
    const [a, b] = [fs.statSync(one), fs.statSync(other)];
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
}
