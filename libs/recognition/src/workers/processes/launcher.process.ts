import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { lowerProcessPriority } from '../thread-priority.js';
import { STOP_SIGNALS, ignoreSignals } from './ignore-signals.js';
import type { FromLauncher, ToLauncher } from './launcher-messages.js';

/** On a busy machine a training, or another process, gets a tenth of a core beside casts: at 5 they waited twice as long. */
const NICER = 10;

/** Of -1000 to 1000; the server has 0. All processes started from here take it over. */
const OOM_SCORE = 500;

/** How long an end by a signal is kept back, ms: less than a server takes to stop, and more than until it begins to. */
const SIGNALED_MS = 1_500;

/** Interval between two looks at the memory of processes, ms: trainings grow by some 100 MB a second. */
const LOOK_MS = 250;

const processes = new Map<number, ChildProcess>();
/** Most memory by process, MB. */
const limits = new Map<number, number>();
/** Why a process was killed. */
const reasons = new Map<number, string>();
let looks: NodeJS.Timeout | undefined;

type Start = Extract<ToLauncher, { kind: 'start' }>;

function start({ id, file, args }: Start): void {
  const child = fork(file, args, {
    execArgv: [],
    serialization: 'advanced', // of typed arrays
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  processes.set(id, child);
  const end = (how: string): void => {
    if (!processes.delete(id)) return;
    const ended: FromLauncher = { kind: 'ended', id, how: reasons.get(id) ?? how };
    for (const map of [limits, reasons]) map.delete(id);
    if (STOP_SIGNALS.some((signal) => signal === how))
      setTimeout(post, SIGNALED_MS, ended); // meant for the server as well
    else post(ended);
  };
  child.on('message', (message) => {
    post({ kind: 'message', id, message });
  });
  child.once('error', ({ message }) => {
    end(message);
  });
  child.once('exit', (code, signal) => {
    const how = String(signal ?? code);
    if (!child.connected) {
      end(how);
      return;
    }
    // Its last messages may still be on their way.
    child.once('disconnect', () => {
      end(how);
    });
  });
}

function startOrEnd(message: Start): void {
  try {
    start(message);
  } catch (error) {
    post({ kind: 'ended', id: message.id, how: (error as Error).message }); // such as too little memory
  }
}

/** Kills the processes that use more memory than they may. */
function enforceLimits(): void {
  for (const [id, mb] of limits) {
    const child = processes.get(id);
    if (child === undefined || residentMb(child.pid) <= mb) continue;
    reasons.set(id, `it needs more than ${mb} MB of memory`);
    child.kill('SIGKILL');
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
  if (!processes.has(id)) return;
  limits.set(id, mb);
  looks ??= setInterval(enforceLimits, LOOK_MS);
}

/** If memory runs out, Linux ends one of these, and not the server. */
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
process.once('disconnect', () => {
  for (const child of processes.values()) child.kill('SIGKILL'); // they may be too busy to notice
  process.exit(); // its parent has ended
});
ignoreSignals();
process.on('message', (message: ToLauncher) => {
  if (message.kind === 'start') startOrEnd(message);
  else if (message.kind === 'limit') limit(message.id, message.mb);
  else if (message.kind === 'kill') processes.get(message.id)?.kill('SIGKILL');
  else processes.get(message.id)?.send(message.message as Serializable, () => undefined); // it may be gone, which is reported
});
