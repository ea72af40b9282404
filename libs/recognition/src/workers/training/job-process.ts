import type { FromTrainProcess, ToTrainProcess } from '../worker-messages.js';

/** A process that runs one training job and ends with it, on this machine or elsewhere. */
export interface JobProcess {
  /** Resolves when the engine has started; rejects if it cannot. */
  readonly started: Promise<void>;
  /** Rejects with a TrainingProcessError when the process has ended. */
  readonly ended: Promise<never>;
  /** Subscribes to messages of the process. */
  onMessage(listener: (message: FromTrainProcess) => void): void;
  /** Resolves when the message has left this process. */
  send(message: ToTrainProcess): Promise<void>;
  /** Resolves when the process has ended, whatever it does. */
  terminate(): Promise<void>;
}
