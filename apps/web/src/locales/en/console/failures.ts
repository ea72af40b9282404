import type { Failure, FailureCode } from '@wandcast/protocol';
import { failureSentence } from '../failures';

/** Sentences that name the spells in the detail of a failure. */
const naming: Partial<Record<FailureCode, (spells: string) => string>> = {
  'test-lacks-spells': (spells) =>
    `The test dataset has no cast of ${spells}. Choose a dataset with casts of every spell.`,
  'test-leaves-too-few': (spells) =>
    `Without the test dataset too few casts are left to learn ${spells}. Teach more, or choose a smaller dataset.`,
};

/** Why the server refused something. */
export const failures = {
  sentence: (failure: Failure): string =>
    (failure.detail === undefined ? undefined : naming[failure.code]?.(failure.detail)) ?? failureSentence(failure),
};
