import type { DatasetSource } from './datasets.js';
import type { Failure } from '../vocabulary/failures.js';
import type { CastId, ModelKind, SpellId } from './entities.js';

/** What a person may know of the model that answers them. */
export interface ModelInfo {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  /** Order of every `probabilities` array. */
  readonly spells: readonly SpellId[];
  /** Probability below which a cast fizzles. */
  readonly threshold: number;
  /** What it learnt from, in words: "simulated casts of the glyphs", "240 casts of 12 people". */
  readonly trainedOn: string;
  /** Share of casts of held-out people it named right, where measured. */
  readonly accuracy: number | null;
}

/** How well a model does on one spell, on people it had not met. */
export interface SpellScore {
  readonly spell: SpellId;
  /** Share of what it called this spell that was; null where it never did. */
  readonly precision: number | null;
  /** Share of this spell's casts that it called so; null where there was none. */
  readonly recall: number | null;
}

/** A model as the console lists it and the stage shows it. */
export interface ModelSummary extends ModelInfo {
  /** Ms since 1970. */
  readonly trainedAt: number;
  readonly seconds: number;
  /** Taught casts, and how many people they are of. */
  readonly casts: number;
  readonly people: number;
  readonly simulatedCasts: number;
  /** The room's own casts that it named itself. */
  readonly unlabelledCasts: number;
  /** What made it: a moderator, a glyph that was drawn, the room's casts, a file, or it came with the server. */
  readonly origin: ModelOrigin;
  readonly worst: { readonly nickname: string; readonly accuracy: number } | null;
  /** Expected calibration error, 0..1. */
  readonly ece: number | null;
  readonly perSpell: readonly SpellScore[];
  /** Casts of held-out people, by index in `spells`: a row for what was meant, a column for what was heard. */
  readonly confusion: readonly (readonly number[])[] | null;
  /** Both baselines on the same people; null until they were measured. */
  readonly baselines: { readonly nearest: number | null; readonly cnn2018: number | null } | null;
  /** Same for models that learnt from the same labeled casts. */
  readonly fingerprint: string;
  /** The saved selection it learnt from; null where from all that was taught at the time. */
  readonly dataset: DatasetSource | null;
}
export type ModelOrigin = 'taught' | 'glyphs' | 'room' | 'file' | 'starter';

/** What a model said of one taught cast that it had not learnt from. Indexes are those of the model's spells. */
export interface JudgedCast {
  readonly castId: CastId;
  readonly meant: number;
  readonly recognized: number;
  /** Probability of `heard`: what the threshold is compared with. */
  readonly confidence: number;
}

/** What one chooses a threshold by, and finds the casts behind a number with. */
export interface ModelReport {
  readonly modelId: string;
  readonly judged: readonly JudgedCast[];
  /** Confidence about movements that are no spell. */
  readonly negatives: readonly number[];
  readonly curve: readonly CurvePoint[];
}

/** What the room is shown of the model that is awake. */
export interface StageReport {
  readonly model: ModelSummary;
  readonly curve: readonly CurvePoint[];
}

/** Whether the taught casts of a spell are enough to train on and to be believed. */
export interface Readiness {
  readonly spell: SpellId;
  readonly casts: number;
  readonly people: number;
  /** `unknown`: no cast and no glyph, it cannot be trained. `glyph`: from its glyph alone. `few`: it can be, more would help. `ready`. */
  readonly state: 'unknown' | 'glyph' | 'few' | 'ready';
  /** "Tide needs 4 more casts from 2 more people"; null where ready. */
  readonly needs: string | null;
}

/** What a spell still needs from the room, as people who teach are told. */
export type TeachingNeed = Pick<Readiness, 'spell' | 'casts' | 'people' | 'needs'>;

/** How well a net does some way into its training. */
export interface CurvePoint {
  /** Seconds since the training began. */
  readonly at: number;
  /** Casts it had learnt from, where it is fitted to ever more of them; absent where it goes over all of them step by step. */
  readonly casts?: number;
  /** Share named right of the casts it learns from, and of casts of people it does not learn from. */
  readonly learnt: number | null;
  readonly heldOut: number | null;
}

/** A training that waits or runs. */
export interface TrainingProgress {
  readonly id: string;
  readonly origin: ModelOrigin;
  readonly kind: ModelKind;
  readonly stage: 'queued' | 'reading' | 'simulating' | 'evaluating' | 'training' | 'saving' | 'comparing';
  /** 0..1 within the whole job. */
  readonly done: number;
  readonly loss: number | null;
  /** On held-out people: of what is fitted already, else of the net that learns; null until measured. */
  readonly accuracy: number | null;
  readonly secondsLeft: number | null;
  /** Taught casts it learns from, and how many people they are of; null until they were read. */
  readonly casts: number | null;
  readonly people: number | null;
  /** The first usable model of this training, already awake; null before. */
  readonly firstModelId: string | null;
  readonly curve: readonly CurvePoint[];
}

/** How a training ended. */
export interface TrainingEnd {
  readonly id: string;
  readonly origin: ModelOrigin;
  readonly outcome: 'done' | 'canceled' | 'failed';
  readonly modelId: string | null;
  /** Why it failed. */
  readonly failure: Failure | null;
}
