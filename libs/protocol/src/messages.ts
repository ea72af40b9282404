import type { z } from 'zod';
import type { Failure } from './failures.js';
import type * as schemas from './schemas.js';

export type CastId = z.output<typeof schemas.castId>;
export type ParticipantId = z.output<typeof schemas.participantId>;
export type SpellId = z.output<typeof schemas.spellId>;
export type EventCode = z.output<typeof schemas.eventCode>;
export type Sigil = (typeof schemas.sigils)[number];
export type Metal = (typeof schemas.metals)[number];
export type SpellHue = (typeof schemas.spellHues)[number];
export type StageView = (typeof schemas.stageViews)[number];
export type ModelKind = (typeof schemas.modelKinds)[number];
export type Profile = z.output<typeof schemas.profile>;
export type Intent = CastStart['intent'];
export type CastSource = CastStart['source'];

export type Handshake<R extends keyof typeof schemas.handshakes> = z.output<(typeof schemas.handshakes)[R]>;
export type FromWand<E extends keyof typeof schemas.fromWand> = z.output<(typeof schemas.fromWand)[E]>;
export type FromConsole<E extends keyof typeof schemas.fromConsole> = z.output<(typeof schemas.fromConsole)[E]>;
export type CastStart = FromWand<'cast:start'>;
export type CastReplay = FromWand<'cast:replay'>;

/** An acknowledgement: the answer, or a named failure. Never neither. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export interface Spell {
  readonly id: SpellId;
  readonly name: string;
  readonly hue: SpellHue;
  /** SVG path in a 100 x 100 box, y down, drawn in stroke order; null until someone draws it. */
  readonly glyph: string | null;
  /** One line for people: how the hand moves. */
  readonly hint: string;
}

export interface Participant extends Profile {
  readonly id: ParticipantId;
}

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
  /** Same for models that learnt from the same labelled casts. */
  readonly fingerprint: string;
}
export type ModelOrigin = 'taught' | 'glyphs' | 'room' | 'file' | 'starter';

/** What a model said of one taught cast that it had not learnt from. Indexes are those of the model's spells. */
export interface JudgedCast {
  readonly castId: CastId;
  readonly meant: number;
  readonly heard: number;
  /** Probability of `heard`: what the threshold is compared with. */
  readonly sureness: number;
}

/** What one chooses a threshold by, and finds the casts behind a number with. */
export interface ModelReport {
  readonly modelId: string;
  readonly judged: readonly JudgedCast[];
  /** Sureness about movements that are no spell. */
  readonly strangers: readonly number[];
  readonly curve: readonly CurvePoint[];
}

/** A cast for people to look at. */
export interface CastPicture {
  readonly castId: CastId;
  readonly nickname: string;
  readonly spell: SpellId | null;
  readonly recognised: SpellId | null;
  readonly startedAt: number;
  readonly durationMs: number;
  /** The drawn path, whole percents of a box, y down: [x, y, x, y, ...]. A sketch that drifts. */
  readonly sketch: readonly number[];
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

export interface EventInfo {
  readonly code: EventCode;
  readonly title: string;
  readonly locked: boolean;
  readonly view: StageView;
}

/** The verdict on a whole cast. `spell` is null where it fizzled. */
export interface Recognition {
  readonly modelId: string;
  readonly spell: SpellId | null;
  readonly probabilities: readonly number[];
}

export interface StoredCast {
  readonly castId: CastId;
  /** True when the row was there already: a replay of something acknowledged too late to be heard. */
  readonly duplicate: boolean;
  /** Null where no model is active. */
  readonly recognition: Recognition | null;
}

export interface ListedCast {
  readonly castId: CastId;
  readonly intent: Intent;
  readonly spell: SpellId | null;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly count: number;
  readonly recognised: SpellId | null;
}

type Ack<T> = (answer: Answer<T>) => void;

export interface WandToServer {
  'cast:start': (start: CastStart) => void;
  /** Bytes of one batch, see samples.ts. */
  'cast:samples': (batch: Uint8Array) => void;
  'cast:cancel': (cancel: FromWand<'cast:cancel'>) => void;
  'cast:end': (end: FromWand<'cast:end'>, ack: Ack<StoredCast>) => void;
  'cast:replay': (cast: CastReplay, ack: Ack<StoredCast>) => void;
  'casts:list': (page: FromWand<'casts:list'>, ack: Ack<readonly ListedCast[]>) => void;
  'clock:read': (nothing: FromWand<'clock:read'>, ack: Ack<{ readonly at: number }>) => void;
}

export interface Welcome {
  readonly participant: Participant;
  readonly event: EventInfo;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
}

export interface ServerToWand {
  'wand:welcomed': (welcome: Welcome) => void;
  /** A guess at a cast in progress, in the order of the model's spells. */
  'bars:moved': (bars: { readonly castId: CastId; readonly probabilities: readonly number[] }) => void;
  'cast:refused': (refusal: { readonly castId: CastId | null; readonly failure: Failure }) => void;
  'model:changed': (model: ModelInfo | null) => void;
  'spells:changed': (spells: readonly Spell[]) => void;
  'event:changed': (event: EventInfo) => void;
}

/** One person on the stage. `slot` is short and stable for as long as the server runs; frames speak of slots. */
export interface StageWand extends Profile {
  readonly slot: number;
}

export interface StageResult {
  readonly slot: number;
  readonly castId: CastId;
  readonly intent: Intent;
  /** Whose verdict it is, and whose order `percents` has; null for teach casts and without a model. */
  readonly modelId: string | null;
  /** Taught spell for a teach cast, recognised spell for a cast; null where it fizzled. */
  readonly spell: SpellId | null;
  /** Whole percents in the model's order; empty for teach casts and without a model. */
  readonly percents: readonly number[];
  /** Seal of the whole cast: SEAL_BARS lengths, 0..99. */
  readonly seal: readonly number[];
}

export interface StageCounts {
  readonly wands: number;
  readonly casts: number;
  readonly perMinute: number;
}

/** One message a tick, whatever the size of the crowd. Absent fields have nothing new. */
export interface StageFrame {
  readonly tick: number;
  readonly joined?: readonly StageWand[];
  readonly left?: readonly number[];
  /** Casts in progress: slot, index of the first new bar, then the new bars (0..99), one every SEAL_BAR_MS. */
  readonly live?: readonly (readonly number[])[];
  /** Casts given up by their hand: slots. */
  readonly ended?: readonly number[];
  readonly results?: readonly StageResult[];
  readonly counts?: StageCounts;
}

export interface StageSnapshot {
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly wands: readonly StageWand[];
  readonly recent: readonly StageResult[];
  readonly counts: StageCounts;
  readonly training: TrainingProgress | null;
  /** The model that is awake, with its figures, and its curve. */
  readonly report: StageReport | null;
}

/** What the room is shown of the model that is awake. */
export interface StageReport {
  readonly model: ModelSummary;
  readonly curve: readonly CurvePoint[];
}

export interface ServerToStage {
  'training:progressed': (progress: TrainingProgress | null) => void;
  'report:changed': (report: StageReport | null) => void;
  'stage:welcomed': (snapshot: StageSnapshot) => void;
  'stage:frame': (frame: StageFrame) => void;
  'model:changed': (model: ModelInfo | null) => void;
  'spells:changed': (spells: readonly Spell[]) => void;
  'event:changed': (event: EventInfo) => void;
}

/** A stage only listens. */
export type StageToServer = Record<string, never>;

export interface ConsoleState {
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly stageUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly counts: StageCounts;
  /** The training that runs, else the first that waits. */
  readonly training: TrainingProgress | null;
  /** Newest first. */
  readonly models: readonly ModelSummary[];
  readonly readiness: readonly Readiness[];
  /** Spells taken out of the book that can be put back, newest first. */
  readonly removed: readonly Spell[];
  /** Whether glyph spells learn from the room's own casts by themselves. */
  readonly learning: boolean;
  /** Where models are fetched from and sent to: `GET {modelsUrl}/{id}`, `POST {modelsUrl}`, with the console's token. */
  readonly modelsUrl: string;
}

/** How well a net does some way into its training. */
export interface CurvePoint {
  /** Seconds since the training began. */
  readonly at: number;
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
  readonly outcome: 'done' | 'cancelled' | 'failed';
  readonly modelId: string | null;
  /** Why it failed. */
  readonly failure: Failure | null;
}

export interface ServerToConsole {
  'console:welcomed': (state: ConsoleState) => void;
  'counts:changed': (counts: StageCounts) => void;
  /** Null when none runs or waits any more. */
  'training:progressed': (progress: TrainingProgress | null) => void;
  'training:ended': (end: TrainingEnd) => void;
  'models:changed': (models: readonly ModelSummary[]) => void;
  'readiness:changed': (readiness: readonly Readiness[]) => void;
  'removed:changed': (removed: readonly Spell[]) => void;
  'learning:changed': (learning: boolean) => void;
  'model:changed': (model: ModelInfo | null) => void;
  'spells:changed': (spells: readonly Spell[]) => void;
  'event:changed': (event: EventInfo) => void;
}

export interface ConsoleToServer {
  'room:lock': (lock: FromConsole<'room:lock'>, ack: Ack<EventInfo>) => void;
  'stage:show': (show: FromConsole<'stage:show'>, ack: Ack<EventInfo>) => void;
  'spell:create': (spell: FromConsole<'spell:create'>, ack: Ack<Spell>) => void;
  'spell:draw': (draw: FromConsole<'spell:draw'>, ack: Ack<Spell>) => void;
  'spell:remove': (remove: FromConsole<'spell:remove'>, ack: Ack<Spell>) => void;
  'spell:restore': (restore: FromConsole<'spell:restore'>, ack: Ack<Spell>) => void;
  'room:learn': (learn: FromConsole<'room:learn'>, ack: Ack<boolean>) => void;
  /** Answered when the training waits in the queue; how it goes and ends follows as messages. */
  'model:train': (train: FromConsole<'model:train'>, ack: Ack<TrainingProgress>) => void;
  'training:cancel': (cancel: FromConsole<'training:cancel'>, ack: Ack<null>) => void;
  'model:activate': (activate: FromConsole<'model:activate'>, ack: Ack<ModelInfo>) => void;
  'model:threshold': (change: FromConsole<'model:threshold'>, ack: Ack<ModelSummary>) => void;
  'model:inspect': (inspect: FromConsole<'model:inspect'>, ack: Ack<ModelReport>) => void;
  'casts:show': (show: FromConsole<'casts:show'>, ack: Ack<readonly CastPicture[]>) => void;
}
