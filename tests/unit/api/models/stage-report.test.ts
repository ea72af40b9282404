import type { ModelSummary } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { stageReport } from '../../../../apps/api/src/models/stage-report.js';

test('tells stages whether people were tested that the model learned from, but no names', () => {
  const tested = { id: 'a', name: 'Secret Friday', at: 1, casts: 9, tested: 9, people: 3, peopleInTraining: 2 };
  const summary: Partial<ModelSummary> = {
    ...{ version: 3, accuracy: 0.9, note: 'Secret note', testedOn: tested },
    ...{ worst: { nickname: 'Secret Hare', accuracy: 0.1 }, dataset: { id: 'b', name: 'Secret set', at: 1, casts: 9 } },
  };
  const report = stageReport(summary as ModelSummary, []);
  expect(report).toEqual({ model: { version: 3, accuracy: 0.9, testedOn: { peopleInTraining: 2 } }, curve: [] });
  expect(stageReport({ ...summary, testedOn: null } as ModelSummary, []).model.testedOn).toBeNull();
});
