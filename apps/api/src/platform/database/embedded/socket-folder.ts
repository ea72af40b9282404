import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnUser } from './postgres-cluster.js';
import { isAlive } from './postmaster-file.js';

/** Longest path of a Unix socket on all systems, bytes. */
const MAX_SOCKET_PATH = 103;
const LONGEST_NAME = '/.s.PGSQL.65535';
const LOCK = '.lock';

/**
 * The folder for the Unix sockets of embedded databases, created if necessary: a query over a socket takes half the
 * processor time of one over TCP. Outside the data folder, which people copy while a server runs.
 * @returns undefined if there cannot be one that nobody else can write to; TCP works everywhere
 */
export function socketFolder(): string | undefined {
  const user = socketUser();
  if (user === undefined) return undefined; // Windows
  const folder = folderOf(user);
  // PostgreSQL reads a list of folders, in which other characters have a meaning.
  if (!/^[\w./-]+$/.test(folder) || folder.length + LONGEST_NAME.length > MAX_SOCKET_PATH) return undefined;
  try {
    createFolder(folder);
    return isPrivate(folder, user) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Removes what killed databases left behind, and the folder if none uses it any more. */
export function removeSocketFolder(): void {
  const user = socketUser();
  const folder = folderOf(user);
  try {
    if (!isPrivate(folder, user)) return; // what others put there, such as a link, leads to files of anyone
    for (const name of fs.readdirSync(folder)) if (name.endsWith(LOCK)) removeIfLeft(path.join(folder, name));
    fs.rmdirSync(folder);
  } catch {
    // in use, or gone
  }
}

const socketUser = (): number | undefined => spawnUser().uid ?? process.getuid?.();
const folderOf = (user: number | undefined): string => path.join(os.tmpdir(), `wandcast-sockets-${user ?? ''}`);

function isPrivate(folder: string, user: number | undefined): boolean {
  const { uid, mode } = fs.lstatSync(folder); // of a link: mode 0777
  return uid === user && (mode & 0o077) === 0;
}

/** Removes the socket of a process that is gone. @param lock file with its number, written before the socket is there */
function removeIfLeft(lock: string): void {
  const pid = Number.parseInt(fs.readFileSync(lock, 'utf8'), 10);
  if (!(pid > 1) || isAlive(pid)) return;
  fs.rmSync(lock.slice(0, -LOCK.length), { force: true });
  fs.rmSync(lock, { force: true });
}

function createFolder(folder: string): void {
  const { uid, gid } = spawnUser();
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  if (uid !== undefined && gid !== undefined) fs.chownSync(folder, uid, gid);
}
