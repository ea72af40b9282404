import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../cli/usage-error.js';
import type { Environment } from '../../environment/environment.js';
import type { AttackCounts, AttackTarget } from './kinds/attack.js';
import type { AttackerOrder } from './attacker-process.js';
import type { AttackName } from './attacks.js';

const PROGRAM = fileURLToPath(new URL('attacker-process.js', import.meta.url));

/** How long an attack may take until it has sent something, ms: one that is not let in would never begin. */
const BEGIN_MS = 30_000;

/** An attack that runs in its own process. */
export interface Attacker {
  /** Ends it. @throws UsageError if it ended by itself */
  stop(): Promise<AttackCounts>;
}

/** Resolves when the attack has begun. @throws UsageError if it ended by itself, or does not begin in time */
export async function startAttacker(
  environment: Environment,
  name: AttackName,
  target: AttackTarget,
): Promise<Attacker> {
  const child = environment.cleanup.addChild(fork(PROGRAM, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }));
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(() => {
    throw new UsageError(`the attack ${name} ended by itself: ${errors.trim().slice(0, 600)}`);
  });
  ended.catch(() => undefined); // `stop` tells
  const order = (message: AttackerOrder): void => void child.send(message);
  const begun = once(child, 'message');
  order({ name, target });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new UsageError(`the attack ${name} sent nothing within ${BEGIN_MS / 1000} s: is it let in?`));
    }, BEGIN_MS);
  });
  try {
    await Promise.race([begun, ended, late]);
  } catch (error) {
    await environment.cleanup.stop(child);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    async stop() {
      const answer = once(child, 'message');
      if (child.connected) order('stop');
      const [counts] = (await Promise.race([answer, ended])) as [AttackCounts];
      await ended.catch(() => undefined);
      return counts;
    },
  };
}
