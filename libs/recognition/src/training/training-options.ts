import type { Signal } from '@wandcast/gesture';
import type { CurvePoint } from '@wandcast/protocol';
import type { Artifact, RecognizerKind } from '../artifact/artifact.js';
import type { ProgressHooks } from '../progress/trainer-progress.js';
import type { Pace } from '../progress/work.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/** A cast without a label. */
export interface UnlabeledCast {
  readonly signal: Signal;
  readonly user: string;
}

/** What a model learns from. */
export interface TrainingSet {
  /** Labeled by people. May be empty if every spell has a glyph. A part of many is learned from; see {@link coresetOf}. */
  readonly casts: readonly LabeledCast[];
  /**
   * Used for spells with glyphs: the model labels these and learns from confident predictions. Labels of people are
   * never overruled.
   */
  readonly unlabeled?: readonly UnlabeledCast[];
  /**
   * Casts to test on instead of held-out people: the metrics and the report are about these. They choose nothing, so
   * kind, temperature and threshold still come from held-out people. They must not be among `casts`.
   */
  readonly test?: readonly LabeledCast[];
}

/** How to train a model. */
export interface TrainingOptions {
  /** `auto` trains the candidates and keeps the most accurate one on held-out people. */
  readonly kind: RecognizerKind | 'auto';
  /** Order of the probabilities. Casts with other labels are skipped. */
  readonly spells: readonly string[];
  /** SVG paths by spell, y down. Their simulated casts count less the more recorded ones there are. */
  readonly glyphs?: Readonly<Record<string, string>>;
  /** Second glyphs of spells that may be drawn in either of two ways, as SVG paths by spell. Each has one in `glyphs`. */
  readonly secondGlyphs?: Readonly<Record<string, string>>;
  /**
   * Spells whose glyph may be drawn backwards; none by default. If the reverse resembles another spell's glyph, it stays
   * that spell.
   */
  readonly reversible?: readonly string[];
  /**
   * The same seed, casts and engine give the same model, in whatever order the casts come: of more than a coreset, their
   * order decides which ones are learned from.
   */
  readonly seed: number;
  /** Text for the model card; default: "240 casts of 12 people". */
  readonly description?: string;
  /** False skips the networks for casts in progress; the final model then serves those too. */
  readonly live?: boolean;
  /**
   * True also chooses the confidence from which movements without a press are believed, and trains with everyday
   * movements whether or not phones report gravity; takes seconds.
   */
  readonly spotting?: boolean;
  /** False skips fits on held-out people: faster, but without accuracy, temperature and threshold. */
  readonly measure?: boolean;
  /** Share of the usual steps, default 1; less is faster and less accurate. */
  readonly effort?: number;
  /** Pace of earlier trainings on this machine, for the first estimates of the time left. */
  readonly pace?: Pace;
}

/** The prediction for one tested cast. */
export interface ReportedPrediction {
  /** Index of the cast in `casts` of the training set, or in `test` if it has one. */
  readonly cast: number;
  /** Index of the true spell. */
  readonly meant: number;
  /** Index of the most probable spell. */
  readonly recognized: number;
  /** Probability of that spell; compared with the threshold. */
  readonly confidence: number;
}

/** Results of a training on casts it has not learned from: the basis for choosing a threshold. */
export interface TrainingReport {
  readonly predictions: readonly ReportedPrediction[];
  /** Confidence for negatives: casts reversed or rotated sideways, simulated scribbles and everyday movements. */
  readonly negatives: readonly number[];
  readonly curve: readonly CurvePoint[];
  /**
   * Indices of the casts learned from that another person's cast is a copy of; see {@link copiesAcrossPeople}. With test
   * casts, indices of those that are a copy of a cast learned from. Null in the report of a first model, which someone
   * waits for.
   */
  readonly copies: readonly number[] | null;
}

/** A trained model and its report. */
export interface Trained {
  readonly artifact: Artifact;
  readonly report: TrainingReport;
}

/** What a training process has cost. */
export interface TrainingCost {
  /** CPU time of all its threads, s. */
  readonly cpuSeconds: number;
  /** Most memory that it had in use, MB. */
  readonly peakMb: number;
}

/** Callbacks and cancellation of a training. */
export interface TrainingHooks extends ProgressHooks {
  /** Receives a first usable model about a second after the start; the final one is better. May never be called. */
  readonly onFirst?: (first: Trained) => void;
  /** Called once for each process of the training, when it has done its part. */
  readonly onCost?: (cost: TrainingCost) => void;
}

/** The casts cannot train a model. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
