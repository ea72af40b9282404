import { toFailure, type Answer } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** The answer to an undo that would take back what was done since. */
export function changedSince(): Promise<Answer<never>> {
  const failure = { ...toFailure('changed-meanwhile'), message: texts().shell.changedSince };
  return Promise.resolve({ ok: false, failure });
}
