import { reversedSignal } from '@wandcast/gesture';
import {
  evaluateModel,
  DtwClassifier,
  castPrefix,
  countCorrect,
  type Fold,
  type EvaluatedCast,
  type RecognizerKind,
} from '@wandcast/recognition';
import { loadModel, train } from '@wandcast/recognition/tensorflow';
import { cpuMsPerSignal } from './cpu-time.js';
import { measureAdaptation, type PersonError } from './personal-adaptation.js';

/** Shares of a cast's duration after which live recognition is evaluated, percent. */
export const PREFIXES = [25, 50, 75] as const;
/** Share of a cast whose prediction in progress is timed. */
const MEASURED_PREFIX = 0.6;

/** Results on the test people of one fold, who are not in its training data. */
export interface FoldResult {
  readonly kind: RecognizerKind;
  readonly evaluated: readonly EvaluatedCast[];
  /** Confidence for each cast of an untrained spell, and for known casts run backwards. */
  readonly unknown: readonly number[];
  readonly reversed: readonly number[];
  /** Known casts below the model's own threshold. */
  readonly rejected: number;
  /** Casts recognized correctly after 25, 50 and 75 % of them; undefined without `live`. */
  readonly correctAfter: readonly number[] | undefined;
  /** Casts recognized correctly by the baselines; undefined without `baselines`. */
  readonly correct: { readonly knnDtw: number; readonly cnn2018: number } | undefined;
  /** Errors after adapting to the test people; empty without `adapt`. */
  readonly adapted: readonly PersonError[];
  readonly trainSeconds: number;
  readonly bytes: number;
  /** CPU time per cast, in batches. */
  readonly predictMs: number;
  /** CPU time per prediction of a cast in progress, in batches; undefined without `live`. */
  readonly liveMs: number | undefined;
}

interface EvaluateOptions {
  readonly kind: RecognizerKind | 'auto';
  readonly spells: readonly string[];
  readonly seed: number;
  /** Glyphs to simulate additional training casts from. */
  readonly glyphs: Readonly<Record<string, string>> | undefined;
  readonly live: boolean;
  readonly baselines: boolean;
  /** Numbers of confirmed casts per spell to adapt to. */
  readonly adapt: readonly number[];
  /** @param done share of this fold that is done, 0..1 */
  readonly onProgress: (what: string, done: number) => void;
}

/** Trains the model and the baselines on the training part of a fold and evaluates them on the test part. */
export async function evaluateFold(fold: Fold, options: EvaluateOptions): Promise<FoldResult> {
  const { kind, spells, seed, glyphs, live, onProgress } = options;
  const known = fold.test.filter(({ label }) => spells.includes(label));
  const startedAt = performance.now();
  const { artifact } = await train(
    { casts: fold.train },
    { kind, spells, seed, live, ...(glyphs && { glyphs }) },
    { onProgress: ({ done }) => { onProgress('training', done); } }, // prettier-ignore
  );
  const trainSeconds = (performance.now() - startedAt) / 1000;
  const model = await loadModel(artifact);
  try {
    const evaluated = evaluateModel(model, known, spells);
    const signals = known.map(({ signal }) => signal);
    const negatives = fold.test.filter(({ label }) => !spells.includes(label)).map(({ signal }) => signal);
    const confidence = (rows: readonly (readonly number[])[]): number[] => rows.map((row) => Math.max(...row));
    return {
      kind: artifact.card.kind,
      evaluated,
      unknown: confidence(model.predict(negatives)),
      reversed: confidence(model.predict(known.map(({ signal }) => reversedSignal(signal)))),
      rejected: evaluated.filter(({ probabilities }) => Math.max(...probabilities) < artifact.card.threshold).length,
      correctAfter: live
        ? PREFIXES.map((percent) => {
            const starts = known.map((cast) => ({ ...cast, signal: castPrefix(cast.signal, percent / 100) }));
            return countCorrect(evaluateModel({ predict: (signals) => model.predictLive(signals) }, starts, spells));
          })
        : undefined,
      predictMs: cpuMsPerSignal(signals, (batch) => model.predict(batch)),
      liveMs: live
        ? cpuMsPerSignal(
            signals.map((signal) => castPrefix(signal, MEASURED_PREFIX)),
            (batch) => model.predictLive(batch),
          )
        : undefined,
      correct: options.baselines ? await countCorrectByBaselines(fold, options) : undefined,
      adapted: measureAdaptation(model, options.adapt.length > 0 ? known : [], options.adapt, seed),
      bytes: artifact.weights.byteLength + JSON.stringify(artifact.manifest).length,
      trainSeconds,
    };
  } finally {
    model.dispose();
  }
}

async function countCorrectByBaselines(
  fold: Fold,
  { spells, seed, onProgress }: EvaluateOptions,
): Promise<FoldResult['correct']> {
  const nearest = new DtwClassifier(fold.train.filter(({ label }) => spells.includes(label)));
  const known = fold.test.filter(({ label }) => spells.includes(label));
  const knnDtw = known.filter(({ signal, label }) => nearest.label(signal) === label).length;
  const { artifact } = await train(
    { casts: fold.train },
    { kind: 'cnn2018', spells, seed, measure: false, live: false },
    { onProgress: ({ done }) => { onProgress('training the 2018 network', done); } }, // prettier-ignore
  );
  const model = await loadModel(artifact);
  const cnn2018 = countCorrect(evaluateModel(model, known, spells));
  model.dispose();
  return { knnDtw, cnn2018 };
}
