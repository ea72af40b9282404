import { judgedBy, NearestCast, prefixOf, type Fold, type JudgedCast, type ModelKind } from '@wandcast/recognition';
import { loadModel, train } from '@wandcast/recognition/tensorflow';

/** Shares of a cast's time after which the live half is asked, percent. */
export const PREFIXES = [25, 50, 75] as const;

/** What was found on the people of one fold, whom nothing here had met. */
export interface FoldResult {
  readonly judged: readonly JudgedCast[];
  /** Sureness of each cast of a spell the model was not taught. */
  readonly unknown: readonly number[];
  /** Known casts that the model's own threshold turns away. */
  readonly fizzled: number;
  /** Casts named right from their first 25, 50 and 75 %. */
  readonly rightAfter: readonly number[];
  /** Casts named right by the baselines. */
  readonly right: { readonly knnDtw: number; readonly cnn2018: number };
  readonly trainSeconds: number;
  /** One cast at a time. */
  readonly predictMs: number;
}

export interface Rules {
  readonly kind: ModelKind | 'auto';
  readonly spells: readonly string[];
  readonly seed: number;
  /** Percent of this fold that is done. */
  readonly onProgress: (what: string, done: number) => void;
}

/** Trains the model and both baselines on one side of a fold and asks them about the other. */
export async function judgeFold(fold: Fold, { kind, spells, seed, onProgress }: Rules): Promise<FoldResult> {
  const known = fold.test.filter(({ label }) => spells.includes(label));
  const began = performance.now();
  const artefact = await train(
    fold.train,
    { kind, spells, seed },
    { onProgress: ({ done }) => { onProgress('training', done); } }, // prettier-ignore
  );
  const trainSeconds = (performance.now() - began) / 1000;
  const model = await loadModel(artefact);
  try {
    const judged = judgedBy(model, known, spells);
    const strangers = fold.test.filter(({ label }) => !spells.includes(label));
    return {
      judged,
      unknown: model.predict(strangers.map(({ signal }) => signal)).map((row) => Math.max(...row)),
      fizzled: judged.filter(({ probabilities }) => Math.max(...probabilities) < artefact.card.threshold).length,
      rightAfter: PREFIXES.map((percent) => {
        const starts = known.map((cast) => ({ ...cast, signal: prefixOf(cast.signal, percent / 100) }));
        return countRight(judgedBy({ predict: (signals) => model.predictLive(signals) }, starts, spells));
      }),
      predictMs: millisecondsEach(known, ({ signal }) => model.predict([signal])),
      right: {
        knnDtw: rightByNearestCast(fold, spells),
        cnn2018: await rightBy2018(fold, spells, seed, onProgress),
      },
      trainSeconds,
    };
  } finally {
    model.dispose();
  }
}

function rightByNearestCast({ train: casts, test }: Fold, spells: readonly string[]): number {
  const nearest = new NearestCast(casts.filter(({ label }) => spells.includes(label)));
  return test.filter(({ signal, label }) => spells.includes(label) && nearest.label(signal) === label).length;
}

async function rightBy2018(
  fold: Fold,
  spells: readonly string[],
  seed: number,
  tell: Rules['onProgress'],
): Promise<number> {
  const options = { kind: 'cnn2018', spells, seed, measure: false } as const;
  const artefact = await train(fold.train, options, { onProgress: ({ done }) => { tell('the network of 2018', done); } }); // prettier-ignore
  const model = await loadModel(artefact);
  const right = countRight(judgedBy(model, fold.test, spells));
  model.dispose();
  return right;
}

function countRight(judged: readonly JudgedCast[]): number {
  return judged.filter(({ probabilities, spell }) => probabilities.indexOf(Math.max(...probabilities)) === spell)
    .length;
}

function millisecondsEach<T>(items: readonly T[], work: (item: T) => unknown): number {
  const began = performance.now();
  items.forEach(work);
  return (performance.now() - began) / Math.max(1, items.length);
}
