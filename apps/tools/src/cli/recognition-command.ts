import type { ParseArgsConfig } from 'node:util';
import { EngineError, ModelError, TrainingError } from '@wandcast/recognition';
import { UsageError, runCommand, type Command } from './command.js';

type Flags = NonNullable<ParseArgsConfig['options']>;

/** {@link runCommand}, in which what recognition refuses for a reason that people can mend is one clear line too. */
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
