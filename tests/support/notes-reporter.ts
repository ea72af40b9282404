import type { Reporter, TestModule } from 'vitest/node';
import { hasRealRecordings, realRecordingsFolder } from './recordings.js';

/** Says, at the end of a run, what its result does not show. */
export default class NotesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (!hasRealRecordings)
      console.log(`Tests of recorded casts ran on simulated people only: no recordings in ${realRecordingsFolder}.`);
    for (const module of modules) reportRepeated(module);
  }
}

/** Lists tests that passed only when they were repeated, so that they are mended and not forgotten. */
function reportRepeated(module: TestModule): void {
  for (const test of module.children.allTests('passed'))
    if ((test.diagnostic()?.retryCount ?? 0) > 0) {
      const [first] = test.result().errors ?? [];
      console.log(
        `Passed at the second attempt: ${module.relativeModuleId} > ${test.fullName}\n  ${first?.message ?? ''}`,
      );
    }
}
