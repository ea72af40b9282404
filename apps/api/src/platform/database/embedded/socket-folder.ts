import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnUser } from './postgres-cluster.js';

/** Longest path of a Unix socket on all systems, bytes. */
const MAX_SOCKET_PATH = 103;
const LONGEST_NAME = '/.s.PGSQL.65535';

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
    const { uid, mode } = fs.lstatSync(folder); // of a link: mode 0777
    return uid === user && (mode & 0o077) === 0 ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the folder if no database uses it any more. */
export function removeSocketFolder(): void {
  try {
    fs.rmdirSync(folderOf(socketUser()));
  } catch {
    // in use, or gone
  }
}

const socketUser = (): number | undefined => spawnUser().uid ?? process.getuid?.();
const folderOf = (user: number | undefined): string => path.join(os.tmpdir(), `wandcast-sockets-${user ?? ''}`);

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
