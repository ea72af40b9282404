import type { ModelSummary, StageReport } from '@wandcast/protocol';

/** Everyone who has the stage link can read a report, but not notes, nor the names of people and datasets. */
const ONLY_FOR_TEAM = ['note', 'worst', 'dataset', 'testedOn'];

/** What a stage shows of a model. */
export function stageReport(summary: ModelSummary, curve: StageReport['curve']): StageReport {
  const shown = Object.entries(summary).filter(([key]) => !ONLY_FOR_TEAM.includes(key));
  const model = Object.fromEntries(shown) as unknown as Omit<StageReport['model'], 'testedOn'>;
  const { testedOn } = summary;
  return { model: { ...model, testedOn: testedOn && { peopleInTraining: testedOn.peopleInTraining } }, curve };
}
