import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ignoreSignals } from './ignore-signals.js';
import { lowerProcessPriority } from './thread-priority.js';
import type { FromLauncher, FromTrainProcess, ToLauncher } from './worker-messages.js';

/** On a busy machine a training gets a quarter of a core beside casts. */
const NICER = 5;

const trainings = new Map<number, ChildProcess>();

function start(id: number, engine: string): void {
  const training = fork(fileURLToPath(new URL('train.process.js', import.meta.url)), [engine], {
    execArgv: [],
    serialization: 'advanced', // of typed arrays
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  trainings.set(id, training);
  const end = (how: string): void => {
    if (!trainings.delete(id)) return;
    setImmediate(post, { kind: 'ended', id, how }); // after its last messages
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

function post(message: FromLauncher): void {
  process.send?.(message);
}

lowerProcessPriority(NICER); // also that of all processes started from here
process.once('disconnect', () => process.exit()); // its parent has ended, and now the trainings will
ignoreSignals();
process.on('message', (message: ToLauncher) => {
  if (message.kind === 'start') start(message.id, message.engine);
  else if (message.kind === 'kill') trainings.get(message.id)?.kill('SIGKILL');
  else trainings.get(message.id)?.send(message.message, () => undefined); // it may be gone, which is reported
});
