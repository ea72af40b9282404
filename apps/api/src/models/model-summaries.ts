import type { ModelSummary, ModelsUpdate } from '@wandcast/protocol';
import { modelSummary, type ModelRow } from './model-row.js';

/** What consoles see of models: the same object for the same row, so that what changed is known at once. */
export class ModelSummaries {
  private readonly made = new WeakMap<
    ModelRow,
    { readonly worst: string | undefined; readonly summary: ModelSummary }
  >();

  /** @param nicknamesOf finds nicknames by participant id, to name the people with the lowest accuracy */
  async list(
    rows: readonly ModelRow[],
    nicknamesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<ModelSummary[]> {
    const nicknames = await nicknamesOf(rows.flatMap(({ card }) => card.metrics.worstUser?.user ?? []));
    return rows.map((row) => this.of(row, nicknames));
  }

  private of(row: ModelRow, nicknames: ReadonlyMap<string, string>): ModelSummary {
    const worst = nicknames.get(row.card.metrics.worstUser?.user ?? '');
    const before = this.made.get(row);
    if (before !== undefined && before.worst === worst) return before.summary;
    const summary = modelSummary(row, nicknames);
    this.made.set(row, { worst, summary });
    return summary;
  }
}

/** What is to be sent to consoles that know `before`; null if nothing changed. */
export function modelsUpdate(before: readonly ModelSummary[], now: readonly ModelSummary[]): ModelsUpdate | null {
  const [known, listed] = [new Set(before), new Set(now.map(({ id }) => id))];
  const changed = now.filter((model) => !known.has(model));
  const gone = before.filter(({ id }) => !listed.has(id)).map(({ id }) => id);
  return changed.length + gone.length === 0 ? null : { changed, gone };
}
