import {
  everydayKinds,
  holdNames,
  seeded,
  styleKinds,
  type HoldName,
  type Random,
  type StyleKind,
} from '@wandcast/gesture';
import { evaluateModel, evaluationOf } from '@wandcast/recognition';
import { loadModel, train } from '@wandcast/recognition/tensorflow';
import { mean } from '../../figures/mean.js';
import { roundTo } from '../../figures/round-to.js';
import { castsOfUnfamiliarPeople, unfamiliarMovement } from './unfamiliar-people.js';

/** How casts of a book are recognized in one hold; shares are 0..1. */
interface HoldFigures {
  readonly accuracy: number;
  /** Expected calibration error. */
  readonly ece: number;
  /** Share of casts below the threshold of the model. */
  readonly rejected: number;
}

/** Figures of one book: means over the seeds. */
export interface BookFigures {
  readonly holds: Readonly<Record<HoldName, HoldFigures>>;
  /** Share of non-gestures that reach the threshold, and the same by kind. */
  readonly believed: number;
  readonly believedByKind: Readonly<Record<string, number>>;
  /** Casts of people who draw in another style, upright; null if they were not measured. */
  readonly styles: Readonly<Record<StyleKind, HoldFigures>> | null;
}

interface Options {
  readonly people: number;
  /** Non-gestures of each kind. */
  readonly nonGestures: number;
  readonly seeds: readonly number[];
  /** Whether to measure people who draw in other styles. */
  readonly styles: boolean;
  /** Whether every glyph may be drawn backwards. */
  readonly reversible: boolean;
}

/** Trains on the glyphs alone, then tests on unfamiliar people in every hold and on non-gestures. */
export async function measureBook(
  glyphs: Readonly<Record<string, string>>,
  { people, nonGestures: each, seeds, styles, reversible }: Options,
): Promise<BookFigures> {
  const runs: { figures: HoldFigures[]; styled: HoldFigures[]; believed: number[] }[] = [];
  for (const seed of seeds) {
    const spells = Object.keys(glyphs);
    const { artifact } = await train(
      { casts: [] },
      { kind: 'rocket', spells, glyphs, seed, live: false, ...(reversible && { reversible: spells }) },
    );
    const { threshold } = artifact.card;
    const model = await loadModel(artifact);
    const isBelieved = (probabilities: readonly number[]): boolean => Math.max(...probabilities) >= threshold;
    const measure = (hold: HoldName, random: Random, style?: StyleKind): HoldFigures => {
      const casts = castsOfUnfamiliarPeople(glyphs, people, hold, random, style);
      const evaluated = evaluateModel(model, casts, spells);
      const { accuracy, ece } = evaluationOf(evaluated);
      const rejected = mean(evaluated.map(({ probabilities }) => (isBelieved(probabilities) ? 0 : 1)));
      return { accuracy, ece, rejected };
    };
    const figures = holdNames.map((hold) => measure(hold, seeded(1_000 + seed)));
    const styled = styles ? styleKinds.map((kind) => measure('upright', seeded(3_000 + seed), kind)) : [];
    const random = seeded(2_000 + seed);
    const believed = everydayKinds.map((kind) => {
      const rows = model.predict(Array.from({ length: each }, () => unfamiliarMovement(kind, random)));
      return mean(rows.map((row) => (isBelieved(row) ? 1 : 0)));
    });
    model.dispose();
    runs.push({ figures, styled, believed });
  }
  const over = (pick: (run: (typeof runs)[number]) => number): number => roundTo(mean(runs.map(pick)), 3);
  const figuresOf = (one: (run: (typeof runs)[number]) => HoldFigures | undefined): HoldFigures => ({
    accuracy: over((run) => one(run)?.accuracy ?? NaN),
    ece: over((run) => one(run)?.ece ?? NaN),
    rejected: over((run) => one(run)?.rejected ?? NaN),
  });
  return {
    holds: Object.fromEntries(
      holdNames.map((hold, i) => [hold, figuresOf(({ figures }) => figures[i])]),
    ) as BookFigures['holds'],
    styles: styles
      ? (Object.fromEntries(
          styleKinds.map((kind, i) => [kind, figuresOf(({ styled }) => styled[i])]),
        ) as unknown as BookFigures['styles'])
      : null,
    believed: over(({ believed }) => mean(believed)),
    believedByKind: Object.fromEntries(
      everydayKinds.map((kind, i) => [kind, over(({ believed }) => believed[i] ?? NaN)]),
    ),
  };
}
