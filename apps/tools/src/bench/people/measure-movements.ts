import { everydayKinds, holdNames, seeded, type EverydayKind, type HoldName } from '@wandcast/gesture';
import { accuracyOf, evaluateModel, evaluationOf, type LabeledCast } from '@wandcast/recognition';
import { loadModel, train } from '@wandcast/recognition/tensorflow';
import { mean } from '../../figures/mean.js';
import { roundTo } from '../../figures/round-to.js';
import { glyphBooks } from './glyph-books.js';
import { movementBooks, periodicCasts } from './periodic-casts.js';
import { castsOfUnfamiliarPeople, unfamiliarMovement } from './unfamiliar-people.js';

/** Non-gestures that resemble none of the movements of the books. */
const OTHER_KINDS: readonly EverydayKind[] = everydayKinds.filter((kind) => !['shake', 'wave', 'stir'].includes(kind));

/** How new people's casts are recognized in one hold; shares are 0..1. */
interface MovementFigures {
  readonly accuracy: number;
  /** The same, of movements alone. */
  readonly accuracyOfMovements: number;
  /** Lowest accuracy of any person. */
  readonly worst: number;
  /** Expected calibration error. */
  readonly ece: number;
  /** Share of casts below the threshold of the model, of glyphs, and of movements. */
  readonly rejected: number;
  readonly rejectedMovements: number;
}

/** Figures of one book of movements: means over the seeds. */
export interface MovementBookFigures {
  readonly holds: Readonly<Record<HoldName, MovementFigures>>;
  /** Share of other non-gestures that reach the threshold. */
  readonly believed: number;
  /** Time per training, s, and per prediction, us. */
  readonly trainingSeconds: number;
  readonly predictionMicros: number;
}

interface Options {
  /** People to learn from, and casts of each movement by each. */
  readonly taughtBy: number;
  readonly each: number;
  /** New people, who cast each movement twice and each glyph once in each hold. */
  readonly people: number;
  readonly nonGestures: number;
  readonly seeds: readonly number[];
}

type Run = { readonly holds: readonly MovementFigures[] } & Omit<MovementBookFigures, 'holds'>;

/** Trains on a few people's casts of the movements, and on the glyphs of the book if it has some; tests on new people. */
export async function measureMovements(
  book: keyof typeof movementBooks,
  { taughtBy, each, people, nonGestures, seeds }: Options,
): Promise<MovementBookFigures> {
  const { kinds, glyphs: glyphBook } = movementBooks[book];
  const glyphs = (glyphBook === undefined ? undefined : glyphBooks[glyphBook]) ?? {};
  const spells = [...Object.keys(glyphs), ...kinds];
  const isMovement = (label: string): boolean => kinds.some((kind) => kind === label);
  const named = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
  const runs: Run[] = [];
  for (const seed of seeds) {
    const casts = periodicCasts(kinds, named('taught', taughtBy), each, 'random', seeded(3_000 + seed));
    const drawn = glyphBook === undefined ? {} : { glyphs };
    const began = performance.now();
    const { artifact } = await train({ casts }, { kind: 'rocket', spells, ...drawn, seed, live: false });
    const trainingSeconds = (performance.now() - began) / 1000;
    const { threshold } = artifact.card;
    const model = await loadModel(artifact);
    const isBelieved = (probabilities: readonly number[]): boolean => Math.max(...probabilities) >= threshold;
    let [predicted, micros] = [0, 0];
    const holds = holdNames.map((hold): MovementFigures => {
      const tests: LabeledCast[] = [
        ...periodicCasts(kinds, named('new', people), 1, hold, seeded(4_000 + seed)),
        ...castsOfUnfamiliarPeople(glyphs, people, hold, seeded(1_000 + seed)),
      ];
      const start = performance.now();
      const evaluated = evaluateModel(model, tests, spells);
      micros += 1000 * (performance.now() - start);
      predicted += tests.length;
      const { accuracy, worstUser, ece } = evaluationOf(evaluated);
      const rejectedOf = (wanted: (label: string) => boolean): number =>
        mean(evaluated.flatMap((one) => (wanted(one.label) ? [isBelieved(one.probabilities) ? 0 : 1] : [])));
      return {
        ...{ accuracy, accuracyOfMovements: accuracyOf(evaluated.filter(({ label }) => isMovement(label))) },
        ...{ worst: worstUser?.accuracy ?? NaN, ece },
        ...{ rejected: rejectedOf(() => true), rejectedMovements: rejectedOf(isMovement) },
      };
    });
    const random = seeded(2_000 + seed);
    const others = OTHER_KINDS.flatMap((kind) =>
      Array.from({ length: nonGestures }, () => unfamiliarMovement(kind, random)),
    );
    const believed = mean(model.predict(others).map((row) => (isBelieved(row) ? 1 : 0)));
    model.dispose();
    runs.push({ holds, believed, trainingSeconds, predictionMicros: micros / predicted });
  }
  const over = (pick: (run: Run) => number): number => roundTo(mean(runs.map(pick)), 3);
  const figuresOf = (i: number): MovementFigures => {
    const of = (name: keyof MovementFigures): number => over(({ holds }) => holds[i]?.[name] ?? NaN);
    return {
      ...{ accuracy: of('accuracy'), accuracyOfMovements: of('accuracyOfMovements') },
      ...{ worst: of('worst'), ece: of('ece') },
      ...{ rejected: of('rejected'), rejectedMovements: of('rejectedMovements') },
    };
  };
  return {
    holds: Object.fromEntries(holdNames.map((hold, i) => [hold, figuresOf(i)])) as MovementBookFigures['holds'],
    believed: over((run) => run.believed),
    trainingSeconds: over((run) => run.trainingSeconds),
    predictionMicros: over((run) => run.predictionMicros),
  };
}
