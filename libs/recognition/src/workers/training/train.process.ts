import { parseEnginePreference } from '../../engine/engine-preference.js';
import { sentError } from '../error-transfer.js';
import { ignoreSignals } from '../processes/ignore-signals.js';
import { unpackSignals } from '../signal-transfer.js';
import type { Signal } from '@wandcast/gesture';
import type { FromTrainProcess, ToTrainProcess } from '../worker-messages.js';

ignoreSignals(); // before the rest is loaded, which takes a third of a second
const parent = process.ppid;
process.once('disconnect', () => process.exit()); // the parent has ended

/** Also ends this process if the one that waits for it is gone: a long computation would not hear of it. */
function post(message: FromTrainProcess): void {
  if (process.ppid !== parent) process.exit();
  process.send?.(message, () => undefined); // it may be gone
}

function fail(error: unknown): void {
  post({ kind: 'failed', error: sentError(error) });
}

try {
  const { startEngine } = await import('../../engine/tensorflow-engine.js');
  const { runTrainJob } = await import('./train-job.js');
  const { name, reason } = await startEngine(parseEnginePreference(process.argv[2]));
  const signals: Signal[] = [];
  process.on('message', (message: ToTrainProcess) => {
    if (message.kind === 'signals') signals.push(...unpackSignals(message.signals));
    else void runTrainJob(signals, message, post).catch(fail);
  });
  post({ kind: 'started', engine: name, reason });
} catch (error) {
  fail(error);
}
