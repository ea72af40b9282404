import type { DatasetSource, TestSource } from './datasets.js';
import type { Failure } from '../vocabulary/failures.js';
import type { CastId, ModelKind, SpellId } from './entities.js';

/** Public facts about a model, as sent to wands. */
export interface ModelInfo {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  /** Order of the probabilities that this model predicts. */
  readonly spells: readonly SpellId[];
  /** Probability below which a cast fizzles. */
  readonly threshold: number;
  /** Probability below which a spotted movement is ignored (C14); absent on models of earlier builds. */
  readonly spottingThreshold?: number;
  /** Training data as text: "simulated casts of the glyphs", "240 casts of 12 people". */
  readonly trainedOn: string;
  /** Accuracy on held-out people, 0..1; null if not measured. */
  readonly accuracy: number | null;
}

/** Precision and recall of a model for one spell, on held-out people. */
export interface SpellScore {
  readonly spell: SpellId;
  /** 0..1; null if the model never predicted this spell. */
  readonly precision: number | null;
  /** 0..1; null if there was no cast of this spell. */
  readonly recall: number | null;
}

/** A model as the console lists it. */
export interface ModelSummary extends ModelInfo {
  /** Ms since 1970. */
  readonly trainedAt: number;
  /** First activation, ms since 1970; null if it never was active. */
  readonly activatedAt: number | null;
  /** A moderator's note; may be empty. */
  readonly note: string;
  readonly seconds: number;
  /** Number of taught casts, and of the people who made them. */
  readonly casts: number;
  readonly people: number;
  readonly simulatedCasts: number;
  /** Number of the room's unlabeled casts that were used with a model's predictions as labels. Key of model cards. */
  readonly unlabelledCasts: number;
  readonly origin: ModelOrigin;
  readonly worst: { readonly nickname: string; readonly accuracy: number } | null;
  /** Expected calibration error, 0..1. */
  readonly ece: number | null;
  readonly perSpell: readonly SpellScore[];
  /** Confusion matrix on held-out people, by index in `spells`: rows are intended, columns recognized. */
  readonly confusion: readonly (readonly number[])[] | null;
  /** Accuracy of both baselines on the same people; null until measured. */
  readonly baselines: { readonly nearest: number | null; readonly cnn2018: number | null } | null;
  /** Equal for models that were trained on the same labeled casts. */
  readonly fingerprint: string;
  /** The dataset it was trained on; null if it was trained on everything taught so far. */
  readonly dataset: DatasetSource | null;
  /** The dataset that its figures are about, and those of its baselines; null if they are about held-out people. */
  readonly testedOn: TestSource | null;
}

/** What changed in the list of models. */
export interface ModelsUpdate {
  /** New or changed ones, newest first. */
  readonly changed: readonly ModelSummary[];
  /** Ids of those that are no longer listed. */
  readonly gone: readonly string[];
}

/** A stored model that cannot be used, because its row in the database is damaged. */
export interface DamagedModel {
  readonly id: string;
  readonly version: number;
  /** Ms since 1970. */
  readonly trainedAt: number;
  /** The damaged part: its description, or its weights, which differ from their checksum. */
  readonly part: 'card' | 'weights';
  /** Whether it was this event's active model when the server found it damaged: `model` answers instead. */
  readonly wasActive: boolean;
}

/**
 * Origin of a model. `taught`: started by a moderator. `glyphs`: trained after a glyph was drawn. `room`: from the
 * room's own casts. `file`: imported. `starter`: shipped with the server.
 */
export type ModelOrigin = 'taught' | 'glyphs' | 'room' | 'file' | 'starter';

/**
 * A prediction of a test: the result for a taught cast not used in training. Indexes refer to the model's spells. These
 * are keys of stored reports.
 */
export interface JudgedCast {
  readonly castId: CastId;
  readonly meant: number;
  readonly recognized: number;
  /** Probability of `recognized`, which is compared with the threshold. */
  readonly confidence: number;
}

/**
 * Details of a model's evaluation: the data for choosing a threshold, and the casts behind each figure. Except for
 * `modelId`, `people` and `personOf`, these are keys of stored reports.
 */
export interface ModelReport {
  readonly modelId: string;
  readonly judged: readonly JudgedCast[];
  /** Held-out people whose casts still exist, most casts first. */
  readonly people: readonly HeldOutPerson[];
  /** For each of `judged`, the index in `people`; null if the cast was deleted. */
  readonly personOf: readonly (number | null)[];
  /**
   * Casts of `judged` whose movement is nearly identical to a training cast of another person. They flatter the accuracy,
   * because the model learned the same movement. Null if the report was made before this was checked.
   */
  readonly copies: readonly CastId[] | null;
  /** Confidence for each movement that is no spell. */
  readonly negatives: readonly number[];
  readonly curve: readonly CurvePoint[];
}

/** A person whose casts a model was tested on but not trained on. */
export interface HeldOutPerson {
  readonly nickname: string;
  readonly casts: number;
}

/** What a model recognizes in a movement that was tried on it. */
export interface ModelTrial {
  /** In the order of the model's spells. */
  readonly probabilities: readonly number[];
}

/** A cast of a phone in a trial, as predicted by the trial's model. */
export interface PhoneTrialPrediction extends ModelTrial {
  readonly trialId: string;
  readonly modelId: string;
}

/** What a phone in a trial shows after a cast. */
export interface PhoneTrialAnswer {
  /** Version of the model. */
  readonly version: number;
  /** Name of the most probable spell. */
  readonly spell: string;
  readonly probability: number;
  /** Whether the probability reaches the model's threshold. */
  readonly isRecognized: boolean;
}

/** Metrics and learning curve of the active model, as shown on the stage, without what only the team may read. */
export interface StageReport {
  readonly model: Omit<ModelSummary, 'note' | 'worst' | 'dataset' | 'testedOn'> & {
    readonly testedOn: Pick<TestSource, 'peopleInTraining'> | null;
  };
  readonly curve: readonly CurvePoint[];
}

/** Whether a spell has enough taught casts for training and evaluation. */
export interface Readiness {
  readonly spell: SpellId;
  readonly casts: number;
  readonly people: number;
  /**
   * `unknown`: neither casts nor a glyph, so it cannot be trained. `glyph`: can be trained from its glyph alone. `few`: can
   * be trained, but more casts would help. `ready`: has enough.
   */
  readonly state: 'unknown' | 'glyph' | 'few' | 'ready';
  /** "Tide needs 4 more casts from 2 more people"; null if ready. */
  readonly needs: string | null;
}

/** What a spell still needs, as shown to people who teach. */
export type TeachingNeed = Pick<Readiness, 'spell' | 'casts' | 'people' | 'needs'>;

/** A point of a learning curve. These are keys of stored reports. */
export interface CurvePoint {
  /** Seconds since the start of the training. */
  readonly at: number;
  /** Number of training casts, if the model is refitted to growing subsets; absent if it is trained in epochs over all. */
  readonly casts?: number;
  /** Accuracy on the training casts, 0..1. */
  readonly learnt: number | null;
  /** Accuracy on held-out people, 0..1. */
  readonly heldOut: number | null;
}

/** A queued or running training. */
export interface TrainingProgress {
  readonly id: string;
  readonly origin: ModelOrigin;
  readonly kind: ModelKind;
  readonly stage: 'queued' | 'reading' | 'simulating' | 'evaluating' | 'training' | 'saving' | 'comparing';
  /** Progress of the whole training, 0..1. */
  readonly done: number;
  readonly loss: number | null;
  /** Accuracy on held-out people, of a finished candidate if there is one, otherwise of the network in training. */
  readonly accuracy: number | null;
  readonly secondsLeft: number | null;
  /** Number of taught casts used, and of the people who made them; null until they are loaded. */
  readonly casts: number | null;
  readonly people: number | null;
  /** The first usable model of this training, which is already active; null before. */
  readonly firstModelId: string | null;
  readonly curve: readonly CurvePoint[];
}

/** The end of a training. */
export interface TrainingEnd {
  readonly id: string;
  readonly origin: ModelOrigin;
  readonly outcome: 'done' | 'canceled' | 'failed';
  readonly modelId: string | null;
  /** The reason if it failed. */
  readonly failure: Failure | null;
}
