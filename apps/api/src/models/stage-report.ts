import type { ModelSummary, StageReport } from '@wandcast/protocol';

/** Not for everyone who has the stage link. */
const ONLY_FOR_TEAM = ['note', 'worst', 'dataset'];

/** What a stage shows of a model. */
export function stageReport(model: ModelSummary, curve: StageReport['curve']): StageReport {
  const shown = Object.entries(model).filter(([key]) => !ONLY_FOR_TEAM.includes(key));
  return { model: Object.fromEntries(shown) as unknown as StageReport['model'], curve };
}
