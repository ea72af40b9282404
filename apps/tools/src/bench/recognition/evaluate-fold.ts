import { reversedSignal } from '@wandcast/gesture';
import {
  evaluateModel,
  NearestCast,
  castPrefix,
  type Fold,
  type EvaluatedCast,
  type RecognizerKind,
} from '@wandcast/recognition';
import { loadModel, train } from '@wandcast/recognition/tensorflow';

/** Shares of a cast's time after which the live half is asked, percent. */
export const PREFIXES = [25, 50, 75] as const;

/** What was found on the people of one fold, whom nothing here had met. */
export interface FoldResult {
  readonly kind: RecognizerKind;
  readonly judged: readonly EvaluatedCast[];
  /** Sureness of each cast of a spell the model was not taught, and of known casts run backwards. */
  readonly unknown: readonly number[];
  readonly backwards: readonly number[];
  /** Known casts that the model's own threshold turns away. */
  readonly fizzled: number;
  /** Casts named right from their first 25, 50 and 75 %; undefined where the live half was not asked for. */
  readonly rightAfter: readonly number[] | undefined;
  /** Casts named right by the baselines; undefined where they were not asked for. */
  readonly right: { readonly knnDtw: number; readonly cnn2018: number } | undefined;
  readonly trainSeconds: number;
  readonly bytes: number;
  /** One cast at a time. */
  readonly predictMs: number;
}

export interface Rules {
  readonly kind: RecognizerKind | 'auto';
  readonly spells: readonly string[];
  readonly seed: number;
  /** Whose simulated casts it learns from as well. */
  readonly glyphs: Readonly<Record<string, string>> | undefined;
  readonly live: boolean;
  readonly baselines: boolean;
  /** Percent of this fold that is done. */
  readonly onProgress: (what: string, done: number) => void;
}

/** Trains the model and both baselines on one side of a fold and asks them about the other. */
export async function judgeFold(fold: Fold, rules: Rules): Promise<FoldResult> {
  const { kind, spells, seed, glyphs, live, onProgress } = rules;
  const known = fold.test.filter(({ label }) => spells.includes(label));
  const began = performance.now();
  const { artifact } = await train(
    { casts: fold.train },
    { kind, spells, seed, live, ...(glyphs && { glyphs }) },
    { onProgress: ({ done }) => { onProgress('training', done); } }, // prettier-ignore
  );
  const trainSeconds = (performance.now() - began) / 1000;
  const model = await loadModel(artifact);
  try {
    const judged = evaluateModel(model, known, spells);
    const strangers = fold.test.filter(({ label }) => !spells.includes(label)).map(({ signal }) => signal);
    const sureness = (rows: readonly (readonly number[])[]): number[] => rows.map((row) => Math.max(...row));
    return {
      kind: artifact.card.kind,
      judged,
      unknown: sureness(model.predict(strangers)),
      backwards: sureness(model.predict(known.map(({ signal }) => reversedSignal(signal)))),
      fizzled: judged.filter(({ probabilities }) => Math.max(...probabilities) < artifact.card.threshold).length,
      rightAfter: live
        ? PREFIXES.map((percent) => {
            const starts = known.map((cast) => ({ ...cast, signal: castPrefix(cast.signal, percent / 100) }));
            return countRight(evaluateModel({ predict: (signals) => model.predictLive(signals) }, starts, spells));
          })
        : undefined,
      predictMs: millisecondsEach(known, ({ signal }) => model.predict([signal])),
      right: rules.baselines ? await rightByBaselines(fold, rules) : undefined,
      bytes: artifact.weights.byteLength + JSON.stringify(artifact.manifest).length,
      trainSeconds,
    };
  } finally {
    model.dispose();
  }
}

async function rightByBaselines(fold: Fold, { spells, seed, onProgress }: Rules): Promise<FoldResult['right']> {
  const nearest = new NearestCast(fold.train.filter(({ label }) => spells.includes(label)));
  const known = fold.test.filter(({ label }) => spells.includes(label));
  const knnDtw = known.filter(({ signal, label }) => nearest.label(signal) === label).length;
  const { artifact } = await train(
    { casts: fold.train },
    { kind: 'cnn2018', spells, seed, measure: false, live: false },
    { onProgress: ({ done }) => { onProgress('the network of 2018', done); } }, // prettier-ignore
  );
  const model = await loadModel(artifact);
  const cnn2018 = countRight(evaluateModel(model, known, spells));
  model.dispose();
  return { knnDtw, cnn2018 };
}

function countRight(judged: readonly EvaluatedCast[]): number {
  return judged.filter(({ probabilities, spell }) => probabilities.indexOf(Math.max(...probabilities)) === spell)
    .length;
}

function millisecondsEach<T>(items: readonly T[], work: (item: T) => unknown): number {
  const began = performance.now();
  items.forEach(work);
  return (performance.now() - began) / Math.max(1, items.length);
}
