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
  for (const test of module.children.allTests('passed')) {
    const repetitions = test.diagnostic()?.retryCount ?? 0;
    if (repetitions === 0) continue;
    const failures = (test.result().errors ?? []).map(({ message }) => `\n  ${message}`).join('');
    console.log(`Passed at attempt ${repetitions + 1}: ${module.relativeModuleId} > ${test.fullName}${failures}`);
  }
}
