import { EngineError, ModelError, TrainingError } from '@wandcast/recognition';
import { runCommand, type Command, type Flags } from './command.js';
import { UsageError } from './usage-error.js';

/** {@link runCommand} that also prints recognition errors the user can fix as one line. */
export function runRecognitionCommand<F extends Flags, R extends object>(command: Command<F, R>): Promise<void> {
  return runCommand<F, R>({
    ...command,
    async run(invocation) {
      try {
        return await command.run(invocation);
      } catch (error) {
        if (error instanceof TrainingError || error instanceof EngineError || error instanceof ModelError)
          throw new UsageError(error.message);
        throw error;
      }
    },
  });
}
