import type { Reporter } from 'vitest/node';
import { hasRealRecordings, realRecordingsFolder } from './recordings.js';

/** Reports once, at the end of a run, that no recordings of real people were available. */
export default class RecordingsReporter implements Reporter {
  onTestRunEnd(): void {
    if (!hasRealRecordings)
      console.log(`Tests of recorded casts ran on simulated people only: no recordings in ${realRecordingsFolder}.`);
  }
}
