import { everydayKinds, holdNames, seeded, type HoldName } from '@wandcast/gesture';
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
}

interface Options {
  readonly people: number;
  /** Non-gestures of each kind. */
  readonly nonGestures: number;
  readonly seeds: readonly number[];
}

/** Trains on the glyphs alone, then tests on unfamiliar people in every hold and on non-gestures. */
export async function measureBook(
  glyphs: Readonly<Record<string, string>>,
  { people, nonGestures: each, seeds }: Options,
): Promise<BookFigures> {
  const runs: { figures: HoldFigures[]; believed: number[] }[] = [];
  for (const seed of seeds) {
    const spells = Object.keys(glyphs);
    const { artifact } = await train({ casts: [] }, { kind: 'rocket', spells, glyphs, seed, live: false });
    const { threshold } = artifact.card;
    const model = await loadModel(artifact);
    const isBelieved = (probabilities: readonly number[]): boolean => Math.max(...probabilities) >= threshold;
    const figures = holdNames.map((hold) => {
      const casts = castsOfUnfamiliarPeople(glyphs, people, hold, seeded(1_000 + seed));
      const evaluated = evaluateModel(model, casts, spells);
      const { accuracy, ece } = evaluationOf(evaluated);
      const rejected = mean(evaluated.map(({ probabilities }) => (isBelieved(probabilities) ? 0 : 1)));
      return { accuracy, ece, rejected };
    });
    const random = seeded(2_000 + seed);
    const believed = everydayKinds.map((kind) => {
      const rows = model.predict(Array.from({ length: each }, () => unfamiliarMovement(kind, random)));
      return mean(rows.map((row) => (isBelieved(row) ? 1 : 0)));
    });
    model.dispose();
    runs.push({ figures, believed });
  }
  const over = (pick: (run: (typeof runs)[number]) => number): number => roundTo(mean(runs.map(pick)), 3);
  const figuresOf = (i: number): HoldFigures => ({
    accuracy: over(({ figures }) => figures[i]?.accuracy ?? NaN),
    ece: over(({ figures }) => figures[i]?.ece ?? NaN),
    rejected: over(({ figures }) => figures[i]?.rejected ?? NaN),
  });
  return {
    holds: Object.fromEntries(holdNames.map((hold, i) => [hold, figuresOf(i)])) as BookFigures['holds'],
    believed: over(({ believed }) => mean(believed)),
    believedByKind: Object.fromEntries(
      everydayKinds.map((kind, i) => [kind, over(({ believed }) => believed[i] ?? NaN)]),
    ),
  };
}
