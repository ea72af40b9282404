import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnUser } from './postgres-cluster.js';
import { isAlive } from './postmaster-file.js';

/** The main process of a PostgreSQL server. */
export interface Postmaster {
  /** True if another process started it. */
  readonly adopted: boolean;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  /** Fast shutdown: rolls back open transactions and writes a checkpoint. */
  stop(): Promise<void>;
}

interface Launch {
  /** Folder of the log and working folder. */
  readonly folder: string;
  /** Folder of the database. */
  readonly data: string;
  readonly port: number;
  /** Folder of its Unix socket, if it has one. */
  readonly sockets?: string | undefined;
  readonly settings: readonly string[];
}

const POLL_MS = 100;

export function launchPostmaster(binary: string, { folder, data, port, sockets, settings }: Launch): Postmaster {
  const log = fs.openSync(path.join(folder, 'postgres.log'), 'a');
  const where = ['listen_addresses=127.0.0.1', `unix_socket_directories=${sockets ?? ''}`];
  const all = [...where, 'max_connections=60', ...settings];
  const child = spawn(binary, ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])], {
    ...spawnUser(),
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    // Detached, so that a terminal's Ctrl-C reaches only this process, which stops PostgreSQL after the last casts are
    // written. Not in tests: an interrupted test runner does not clean up, so PostgreSQL must die with its group.
    detached: process.env['VITEST'] === undefined,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined);
  child.unref();
  return {
    adopted: false,
    ended,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** A postmaster that another process started and left. */
export function adoptPostmaster(pid: number): Postmaster {
  const stopping = new AbortController();
  const ended = (async () => {
    while (isAlive(pid)) await sleep(POLL_MS, undefined, { ref: stopping.signal.aborted });
  })();
  return {
    adopted: true,
    ended,
    async stop() {
      stopping.abort();
      if (isAlive(pid)) process.kill(pid, 'SIGINT');
      while (isAlive(pid)) await sleep(POLL_MS / 4);
    },
  };
}
