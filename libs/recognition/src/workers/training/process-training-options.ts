import type { EnginePreference } from '../../engine/engine-preference.js';
import type { TrainingOptions } from '../../training/training-options.js';
import type { JobProcess } from './job-process.js';

/** Options of a training in a process of its own, which starts its own engine. */
export interface ProcessTrainingOptions extends TrainingOptions {
  readonly engine: EnginePreference;
  /** Most resident memory of each process, MB; unlimited if undefined. Linux only. */
  readonly memoryMb?: number;
  /** Starts its processes elsewhere, which have an engine and a limit of their own; on this machine if undefined. */
  readonly startProcess?: (() => JobProcess) | undefined;
}
