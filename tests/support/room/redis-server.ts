import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.js';

/** Redis, or Valkey, which speaks the same protocol. */
export interface RedisServer {
  readonly url: string;
  /** Stops it and starts another one at the same address. */
  restart(): Promise<void>;
  /** Stops to run, or goes on. */
  freeze(isFrozen: boolean): void;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** @throws Error if neither is installed */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const program = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (program === undefined) throw new Error('install valkey-server or redis-server to run this test');
  let child = await start(program, port);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    freeze(isFrozen) {
      child.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
    },
    async restart() {
      await kill();
      child = await start(program, port);
    },
  };
}

/** In memory alone: it leaves no file. */
async function start(program: string, port: number): Promise<ReturnType<typeof spawn>> {
  const child = spawn(program, ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface(child.stdout)) if (line.includes('Ready to accept connections')) break;
  child.stdout.resume();
  return child;
}
