import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

/** PostgreSQL refuses to run as root; `nobody` exists on every Unix. */
const NOBODY = 65_534;

/** Whom PostgreSQL runs as: ourselves, or `nobody` where we are root. */
export function owner(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

const passwordFile = (folder: string): string => path.join(folder, 'postgres-password');

export function readPassword(folder: string): string {
  return fs.readFileSync(passwordFile(folder), 'utf8').trim();
}

/**
 * Makes the cluster if the folder has none. It is built beside its place and renamed into it, so a
 * start that was killed half way leaves nothing that looks like a database.
 */
export async function initializeCluster(initdb: string, folder: string, data: string): Promise<void> {
  const { uid, gid } = owner();
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) {
    fs.chownSync(folder, uid, gid);
    for (const wanted of [folder, initdb]) checkReachable(wanted);
  }
  if (exists(path.join(data, 'PG_VERSION'))) return;
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
    fs.rmSync(draft, { recursive: true, force: true }); // another server was first: use its cluster
  }
}

async function runInitdb(initdb: string, folder: string, args: string[]): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const child = spawn(initdb, args, { ...owner(), env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${Buffer.concat(said).toString('utf8').trim()}`);
}

/** True or false; a folder we may not look into is an error, not an absence. */
function exists(file: string): boolean {
  try {
    fs.statSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new Error(`cannot look into ${path.dirname(file)}: ${(error as Error).message}`);
  }
}

/** Every folder above `wanted` must let `nobody` through; a 0700 home does not. */
function checkReachable(wanted: string): void {
  for (let folder = path.dirname(wanted); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if ((fs.statSync(folder).mode & 0o001) === 0)
      throw new Error(`as root, PostgreSQL runs as nobody, who may not enter ${folder}: chmod o+x it, or use --data`);
  }
}
