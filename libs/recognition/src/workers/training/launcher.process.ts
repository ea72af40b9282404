import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { STOP_SIGNALS, ignoreSignals } from './ignore-signals.js';
import { lowerProcessPriority } from '../thread-priority.js';
import type { FromLauncher, FromTrainProcess, ToLauncher } from '../worker-messages.js';

/** On a busy machine a training gets a quarter of a core beside casts. */
const NICER = 5;

/** Of -1000 to 1000; the server has 0. All processes started from here take it over. */
const OOM_SCORE = 500;

/** How long an end by a signal is kept back, ms: less than a server takes to stop, and more than until it begins to. */
const SIGNALED_MS = 1_500;

/** Interval between two looks at the memory of trainings, ms: they grow by some 100 MB a second. */
const LOOK_MS = 250;

const trainings = new Map<number, ChildProcess>();
/** Most memory by training, MB. */
const limits = new Map<number, number>();
/** Why a training was killed, by training. */
const reasons = new Map<number, string>();
let looks: NodeJS.Timeout | undefined;

function start(id: number, engine: string): void {
  const training = fork(fileURLToPath(new URL('train.process.js', import.meta.url)), [engine], {
    execArgv: [],
    serialization: 'advanced', // of typed arrays
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  trainings.set(id, training);
  const end = (how: string): void => {
    if (!trainings.delete(id)) return;
    const ended: FromLauncher = { kind: 'ended', id, how: reasons.get(id) ?? how };
    for (const map of [limits, reasons]) map.delete(id);
    if (STOP_SIGNALS.some((signal) => signal === how))
      setTimeout(post, SIGNALED_MS, ended); // meant for the server as well
    else setImmediate(post, ended); // after its last messages
  };
  training.on('message', (message) => {
    post({ kind: 'message', id, message: message as FromTrainProcess });
  });
  training.once('error', ({ message }) => {
    end(message);
  });
  training.once('exit', (code, signal) => {
    end(String(signal ?? code));
  });
}

function startOrEnd(id: number, engine: string): void {
  try {
    start(id, engine);
  } catch (error) {
    post({ kind: 'ended', id, how: (error as Error).message }); // such as too little memory
  }
}

/** Kills the trainings that use more memory than they may. */
function enforceLimits(): void {
  for (const [id, mb] of limits) {
    const training = trainings.get(id);
    if (training === undefined || residentMb(training.pid) <= mb) continue;
    reasons.set(id, `it needs more than ${mb} MB of memory`);
    training.kill('SIGKILL');
  }
  if (limits.size > 0) return;
  clearInterval(looks);
  looks = undefined;
}

/** Resident memory of a process, MB; 0 if it is gone or the system does not tell. */
function residentMb(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function limit(id: number, mb: number): void {
  if (!trainings.has(id)) return;
  limits.set(id, mb);
  looks ??= setInterval(enforceLimits, LOOK_MS);
}

/** If memory runs out, Linux ends a training, and not the server. */
function giveWayToServer(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', String(OOM_SCORE));
  } catch {
    // another system, or a sandbox that forbids it
  }
}

function post(message: FromLauncher): void {
  process.send?.(message, () => undefined); // the parent may be gone
}

lowerProcessPriority(NICER); // also that of all processes started from here
giveWayToServer();
process.once('disconnect', () => process.exit()); // its parent has ended, and now the trainings will
ignoreSignals();
process.on('message', (message: ToLauncher) => {
  if (message.kind === 'start') startOrEnd(message.id, message.engine);
  else if (message.kind === 'limit') limit(message.id, message.mb);
  else if (message.kind === 'kill') trainings.get(message.id)?.kill('SIGKILL');
  else trainings.get(message.id)?.send(message.message, () => undefined); // it may be gone, which is reported
});
