import type { ModelSummary, Spell } from '@wandcast/protocol';
import { correctCounts } from '../metrics/confusion-counts';
import { weakestText } from './model-text';
import { wilson, type Range } from '../metrics/wilson-interval';
import { texts } from '../../texts/console-texts';

/** A row of the models table: a model, or a baseline tested on the same casts. */
export interface ModelRow {
  readonly key: string;
  /** Null for a baseline. */
  readonly model: ModelSummary | null;
  readonly name: string;
  readonly casts: number;
  readonly people: number;
  readonly accuracy: number | null;
  readonly range: Range | undefined;
  readonly weakest: string | null;
}

/** The models, newest first, then the baselines of the selected one. */
export function rowsOf(
  models: readonly ModelSummary[],
  chosen: ModelSummary | undefined,
  spells: readonly Spell[],
): ModelRow[] {
  const rows: ModelRow[] = models.map((model) => ({
    key: model.id,
    model,
    name: texts().models.version(model.version),
    casts: model.casts,
    people: model.people,
    accuracy: model.accuracy,
    range: rangeOf(model.accuracy, testedOn(model)),
    weakest: weakestText(model, spells),
  }));
  if (chosen?.baselines == null) return rows;
  const { nearest, cnn2018 } = chosen.baselines;
  const baseline = (key: string, name: string, accuracy: number | null): ModelRow[] =>
    accuracy === null
      ? []
      : [
          {
            key,
            model: null,
            name,
            casts: chosen.casts,
            people: chosen.people,
            accuracy,
            range: rangeOf(accuracy, testedOn(chosen)),
            weakest: null,
          },
        ];
  return [
    ...rows,
    ...baseline('nearest', texts().models.nearest, nearest),
    ...baseline('cnn2018', texts().models.cnn2018, cnn2018),
  ];
}

/** Number of casts of held-out people that a model was tested on. */
function testedOn({ confusion }: Pick<ModelSummary, 'confusion'>): number {
  return confusion === null ? 0 : correctCounts(confusion).casts;
}

function rangeOf(accuracy: number | null, casts: number): Range | undefined {
  return accuracy === null ? undefined : wilson(accuracy * casts, casts);
}

/** Start of the accuracy scale: a multiple of 0.1 below all ranges, at most 0.5. */
export function scaleStart(rows: readonly ModelRow[]): number {
  const lowest = Math.min(0.5, ...rows.flatMap(({ accuracy, range }) => range?.low ?? accuracy ?? []));
  return Math.max(0, Math.floor(10 * lowest) / 10);
}
