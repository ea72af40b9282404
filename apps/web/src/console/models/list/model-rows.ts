import type { ModelSummary, Spell } from '@wandcast/protocol';
import { correctCounts } from '../metrics/confusion-counts';
import { knowsText, matchSpells, type SpellMatch } from './model-spells';
import { weakestText } from './model-text';
import { wilson, type Range } from '../metrics/wilson-interval';
import { texts } from '../../texts/console-texts';

/** A row of the models table. */
export interface ModelRow extends TestedRow {
  readonly model: ModelSummary;
  /** Its spells, compared with the book. */
  readonly match: SpellMatch;
  readonly knows: string;
}

/** The accuracy of a model, or of a baseline tested on the same casts. */
export interface TestedRow {
  readonly key: string;
  readonly name: string;
  readonly casts: number;
  readonly people: number;
  readonly accuracy: number | null;
  readonly range: Range | undefined;
  readonly weakest: string | null;
  /** The dataset that the accuracy is about; null for held-out people. */
  readonly test: string | null;
}

/**
 * The models, newest first.
 * @param removed spells that were removed from the book, for their names
 */
export function rowsOf(
  models: readonly ModelSummary[],
  book: readonly Spell[],
  removed: readonly Spell[] = [],
): ModelRow[] {
  const spells = [...book, ...removed];
  return models.map((model) => ({
    key: model.id,
    model,
    match: matchSpells(model, book),
    knows: knowsText(matchSpells(model, book), book, spells),
    name: texts().models.version(model.version),
    casts: model.casts,
    people: model.people,
    accuracy: model.accuracy,
    range: rangeOf(model.accuracy, testedCasts(model)),
    weakest: weakestText(model, spells),
    test: model.testedOn === null ? null : texts().models.versions.test.row(model.testedOn.name),
  }));
}

/** The baselines of a model. */
export function baselineRows(chosen: ModelSummary | undefined): TestedRow[] {
  if (chosen?.baselines == null) return [];
  const { nearest, cnn2018 } = chosen.baselines;
  const baseline = (key: string, name: string, accuracy: number | null): TestedRow[] =>
    accuracy === null
      ? []
      : [
          {
            key,
            name,
            casts: chosen.casts,
            people: chosen.people,
            accuracy,
            range: rangeOf(accuracy, testedCasts(chosen)),
            weakest: null,
            test: null,
          },
        ];
  return [
    ...baseline('nearest', texts().models.nearest, nearest),
    ...baseline('cnn2018', texts().models.cnn2018, cnn2018),
  ];
}

/** Number of casts that a model was tested on. */
function testedCasts({ confusion }: Pick<ModelSummary, 'confusion'>): number {
  return confusion === null ? 0 : correctCounts(confusion).casts;
}

function rangeOf(accuracy: number | null, casts: number): Range | undefined {
  return accuracy === null ? undefined : wilson(accuracy * casts, casts);
}

/** Start of the accuracy scale: a multiple of 0.1 below all ranges, at most 0.5. */
export function scaleStart(rows: readonly TestedRow[]): number {
  const lowest = Math.min(0.5, ...rows.flatMap(({ accuracy, range }) => range?.low ?? accuracy ?? []));
  return Math.max(0, Math.floor(10 * lowest) / 10);
}
