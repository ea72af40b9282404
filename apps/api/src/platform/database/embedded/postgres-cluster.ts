import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { explainOutput } from './postgres-log.js';

/** PostgreSQL refuses to run as root; `nobody` exists on every Unix. */
const NOBODY = 65_534;

/** The user PostgreSQL runs as: the current one, or `nobody` if that is root. */
export function spawnUser(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

const passwordFile = (folder: string): string => path.join(folder, 'postgres-password');

export function readPassword(folder: string): string {
  const file = passwordFile(folder);
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new Error(`cannot read ${file}: ${message}`);
    throw new Error(
      `the password of the database is lost: copy ${file} from a copy of the folder, or restore a backup with another --data`,
    );
  }
}

/**
 * Creates the cluster if the folder has none. It is initialized under a temporary name and then renamed, so that an
 * interrupted start leaves no half-initialized database.
 */
export async function initializeCluster(initdb: string, folder: string, data: string): Promise<void> {
  const { uid, gid } = spawnUser();
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) {
    fs.chownSync(folder, uid, gid);
    for (const wanted of [folder, initdb]) checkReachable(wanted);
  }
  removeDrafts(data);
  if (exists(path.join(data, 'PG_VERSION'))) {
    ownCopy(data);
    return;
  }
  if (!exists(passwordFile(folder))) {
    fs.writeFileSync(passwordFile(folder), randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) fs.chownSync(passwordFile(folder), uid, gid);
  }
  const draft = `${data}.init-${process.pid}`;
  await runInitdb(initdb, folder, [
    ...['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile(folder)}`],
    ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ]);
  try {
    fs.renameSync(draft, data);
  } catch {
    fs.rmSync(draft, { recursive: true, force: true }); // another server created the cluster first: use that one
  }
}

/** Gives a cluster that root copied to PostgreSQL's user. None runs on it: PostgreSQL refuses a folder of root. */
function ownCopy(data: string): void {
  const { uid, gid } = spawnUser();
  if (uid === undefined || gid === undefined || fs.statSync(data).uid !== 0) return;
  for (const name of fs.readdirSync(data, { recursive: true, encoding: 'utf8' }))
    fs.lchownSync(path.join(data, name), uid, gid);
  fs.chownSync(data, uid, gid); // last, so that an interrupted start does the rest the next time
}

/** Removes what killed first starts left behind: drafts whose process is gone. */
function removeDrafts(data: string): void {
  const prefix = `${path.basename(data)}.init-`;
  for (const name of fs.readdirSync(path.dirname(data))) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    fs.rmSync(path.join(path.dirname(data), name), { recursive: true, force: true });
  }
}

/** Not this process: its draft is of an earlier one with the same id, as in a container. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // of another user
  }
}

async function runInitdb(initdb: string, folder: string, args: string[]): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const child = spawn(initdb, args, { ...spawnUser(), env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  const fault = explainOutput(Buffer.concat(output).toString('utf8'), folder);
  throw new Error(`PostgreSQL could not be set up: ${fault}`);
}

/** Whether a file exists. @throws Error if its folder cannot be read */
function exists(file: string): boolean {
  try {
    fs.statSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new Error(`cannot read ${path.dirname(file)}: ${(error as Error).message}`);
  }
}

/** @throws Error if `nobody` cannot access a parent folder of `wanted`, such as a home folder with mode 0700 */
function checkReachable(wanted: string): void {
  for (let folder = path.dirname(wanted); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if ((fs.statSync(folder).mode & 0o001) === 0)
      throw new Error(
        `started as root, so PostgreSQL runs as nobody, who cannot access ${folder}: chmod o+x it, or use --data`,
      );
  }
}
