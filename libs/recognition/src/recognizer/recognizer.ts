import type { Signal } from '@wandcast/gesture';
import type { RecognizerKind, Part } from '../artifact/artifact.js';
import type { WorkStep } from '../progress/work.js';
import type { LabeledCast } from './labeled-cast.js';

/**
 * One way to recognize casts. Folds, calibration, metrics, artifacts and workers know only this interface. Numbers go
 * in and come out: tensors stay inside.
 */
export interface Recognizer {
  readonly kind: RecognizerKind;
  /** The steps that `fit` will report through `onStep`, in order. */
  work(data: TrainingData, options: Pick<FitOptions, 'purpose' | 'effort'>): WorkStep[];
  /** Trains on `data`. The returned recognizer owns its tensors; dispose it. */
  fit(data: TrainingData, spells: readonly string[], options: FitOptions): Promise<FittedRecognizer>;
  /**
   * Restores the result of {@link FittedRecognizer.save}.
   * @throws ModelError `damaged`
   */
  restore(parts: readonly Part[], spells: readonly string[]): Promise<FittedRecognizer>;
}

/** Casts to learn from. */
export interface TrainingData {
  /** Labeled by people. */
  readonly casts: readonly LabeledCast[];
  /**
   * Simulated from glyphs, or recorded and labeled by a model (weak supervision). They count less than people's labels.
   */
  readonly weaklyLabeled: readonly WeaklyLabeledCast[];
  /** Labels of drawings that mean the same backwards: their reversed casts are no negatives. */
  readonly reversible?: ReadonlySet<string>;
  /** Whether wands listen without a press: everyday movements are negatives even if no phone reports gravity. */
  readonly spotting?: boolean;
  /** The recorded casts that draw their glyph in another style. */
  readonly styleOf?: ReadonlyMap<LabeledCast, DrawingStyle>;
}

/** A cast with an uncertain label. */
export interface WeaklyLabeledCast extends LabeledCast {
  /** Simulated from a glyph, or a recorded cast with a label predicted by a model (pseudo-label). */
  readonly origin: 'simulated' | 'pseudo-labeled';
  /** Weight relative to a cast labeled by a person, which counts 1. */
  readonly weight: number;
  /** How it was drawn, unlike the glyph; see {@link withStyleClasses}. */
  readonly style?: DrawingStyle;
}

/**
 * Ways to draw a spell that make another movement: against the direction of its glyph, a closed one from another point,
 * or as its second glyph.
 */
export type DrawingStyle = 'backwards' | 'elsewhere' | 'second';

/** The casts that draw the glyph as it is. */
export function castsOfGlyphs(weaklyLabeled: readonly WeaklyLabeledCast[]): WeaklyLabeledCast[] {
  return weaklyLabeled.filter(({ style }) => style === undefined);
}

/** How to train. */
export interface FitOptions {
  readonly seed: number;
  /** `measure` may take shortcuts: the result is discarded after predicting held-out casts. */
  readonly purpose: 'measure' | 'serve';
  /** Share of the usual number of steps. */
  readonly effort: number;
  /** Called between steps with the loss, if there is one; throws to stop. */
  readonly onStep: (loss?: number) => Promise<void> | void;
  /** For closed-form recognizers with enough people: receives the accuracy over growing parts of the casts. */
  readonly onLearningCurve?: (points: readonly LearningCurvePoint[]) => void;
  /** For iterative recognizers: `inspect` receives the partly trained recognizer every `every` steps. */
  readonly probe?: {
    readonly every: number;
    readonly inspect: (partlyTrained: Pick<FittedRecognizer, 'predictRaw'>) => void;
  };
}

/** Accuracy of a head trained on some of the casts; shares are 0..1. */
export interface LearningCurvePoint {
  readonly casts: number;
  /** Accuracy on those casts. */
  readonly learnt: number;
  /** The same, with each person predicted by a head that was not trained on them. */
  readonly heldOut: number;
}

/** A prediction before calibration. */
export interface RawPrediction {
  /** One per spell; sums to 1. */
  readonly probabilities: readonly number[];
  /** Per spell, the log odds ratio for "the cast is this spell" against "misclassified or unknown". */
  readonly evidence: readonly number[];
}

/** A prediction with the features of its cast, PROJECTED_SIZE values. */
export interface FeaturedPrediction extends RawPrediction {
  readonly features: Float32Array;
}

/** The prediction of a closed-set recognizer, which takes every cast for a spell. */
export function closedSetPrediction(probabilities: readonly number[]): RawPrediction {
  return { probabilities, evidence: probabilities.map(() => 0) };
}

/** Predictions for the training data, each as if its person had been left out. */
export interface HeldOutPredictions {
  /** One per cast, in order; undefined if not available. */
  readonly casts: readonly (RawPrediction | undefined)[];
  /** Predictions for the negatives. */
  readonly negatives: readonly RawPrediction[];
}

/** A trained recognizer in memory. */
export interface FittedRecognizer {
  /** Predictions for whole casts, one per signal. */
  predictRaw(signals: readonly Signal[]): RawPrediction[];
  /**
   * What the recognizer sees of whole casts before it decides: PROJECTED_SIZE values per signal, close for casts that
   * look alike to it. Unlike its predictions, they do not repeat the labels that it was trained on.
   */
  features(signals: readonly Signal[]): Float32Array[];
  /**
   * Predictions with the features that they were made of, in one pass. Unlike {@link features} these are the best that each
   * cast has the sensors for: only casts with the same sensors can be compared. Undefined if there are none better.
   */
  predictWithFeatures?(signals: readonly Signal[]): FeaturedPrediction[];
  /**
   * Exact held-out predictions, if the method yields them without refitting; otherwise undefined, and people are held
   * out to measure.
   */
  readonly heldOut: HeldOutPredictions | undefined;
  /**
   * If {@link heldOut} is exact: probabilities of each cast as if its whole group had been left out. This allows a fair
   * comparison with a recognizer that held out those people together.
   */
  readonly leaveGroupsOut?: ((groupOf: (user: string) => string) => (readonly number[])[]) | undefined;
  /** Stored parts, for {@link Recognizer.restore}. */
  save(): Promise<Part[]>;
  /** Frees tensors. */
  dispose(): void;
}

/** Predictions with features, of any recognizer. */
export function featuredPredictions(fitted: FittedRecognizer, signals: readonly Signal[]): FeaturedPrediction[] {
  if (fitted.predictWithFeatures !== undefined) return fitted.predictWithFeatures(signals);
  const features = fitted.features(signals);
  return fitted.predictRaw(signals).map((one, i) => ({ ...one, features: features[i] ?? new Float32Array() }));
}
