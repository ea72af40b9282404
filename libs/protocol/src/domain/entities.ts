import type { z } from 'zod';
import type { Board, OwnStanding, RoundTally } from './leaderboard.js';
import type { FetchedCast, ListedCast, StoredCast } from './casts.js';
import type { Failure } from '../vocabulary/failures.js';
import type { PackedFrame } from './stage-frame-codec.js';
import type { ModelInfo, TeachingNeed, StageReport, TrainingProgress } from './models.js';
import type { Round } from './rounds.js';
import type * as schemas from '../schemas/index.js';

export type CastId = z.output<typeof schemas.castId>;
export type ParticipantId = z.output<typeof schemas.participantId>;
export type SpellId = z.output<typeof schemas.spellId>;
export type EventCode = z.output<typeof schemas.eventCode>;
export type Sigil = (typeof schemas.sigils)[number];
export type Metal = (typeof schemas.metals)[number];
export type SpellHue = (typeof schemas.spellHues)[number];
export type QueueSlice = (typeof schemas.queueSlices)[number];
export type Role = (typeof schemas.roles)[number];
export type StageView = (typeof schemas.stageViews)[number];
export type StepKind = (typeof schemas.stepKinds)[number];
export type RoundKind = (typeof schemas.roundKinds)[number];
export type Hand = (typeof schemas.hands)[number];
export type Turn = (typeof schemas.turns)[number];
export type MotionState = (typeof schemas.motionStates)[number];
export type Grove = (typeof schemas.groves)[number];
export type Spotlight = NonNullable<FromConsole<'stage:direct'>['spotlight']>;
export type ModelKind = (typeof schemas.modelKinds)[number];
export type Profile = z.output<typeof schemas.profile>;
export type Intent = CastStart['intent'];
export type CastSource = CastStart['source'];
/** How a cast that is stored came to be: as its wand recorded it, or from a file that does not say. */
export type KeptSource = CastSource | 'file';
export type Selection = FromConsole<'dataset:save'>['selection'];

export type Handshake<R extends keyof typeof schemas.handshakes> = z.output<(typeof schemas.handshakes)[R]>;
export type FromWand<E extends keyof typeof schemas.fromWand> = z.output<(typeof schemas.fromWand)[E]>;
export type FromStage<E extends keyof typeof schemas.fromStage> = z.output<(typeof schemas.fromStage)[E]>;
export type FromConsole<E extends keyof typeof schemas.fromConsole> = z.output<(typeof schemas.fromConsole)[E]>;
export type CastStart = FromWand<'cast:start'>;
/** How a phone was held. */
export type Orientation = NonNullable<CastStart['orientation']>;
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
  readonly grove: Grove;
}

export interface EventInfo {
  readonly code: EventCode;
  readonly title: string;
  readonly locked: boolean;
  readonly view: StageView;
  /** The spell the room is asked to teach now. */
  readonly teaching: SpellId | null;
  /** The stage is dark, whatever its view. */
  readonly blank: boolean;
  /** Words for everyone, on stage and phones. */
  readonly announcement: string | null;
  /** Whose cast the stage shows large. */
  readonly spotlight: Spotlight;
  /** The stage moves as little as it can. */
  readonly calm: boolean;
  readonly sound: boolean;
}

/** The event that followed one that is over. */
export type NextEvent = Pick<EventInfo, 'code' | 'title'>;

/** How a message is answered. */
export type Ack<T> = (answer: Answer<T>) => void;

export interface WandToServer {
  'cast:start': (start: CastStart) => void;
  /** Bytes of one batch, see samples.ts. */
  'cast:samples': (batch: Uint8Array) => void;
  'cast:cancel': (cancel: FromWand<'cast:cancel'>) => void;
  'cast:end': (end: FromWand<'cast:end'>, ack: Ack<StoredCast>) => void;
  'cast:replay': (cast: CastReplay, ack: Ack<StoredCast>) => void;
  'casts:list': (page: FromWand<'casts:list'>, ack: Ack<readonly ListedCast[]>) => void;
  /** Own casts with their samples, as far as they are kept, in the order asked for. */
  'casts:fetch': (fetch: FromWand<'casts:fetch'>, ack: Ack<readonly FetchedCast[]>) => void;
  /** Answered with what was deleted: own casts that were stored. */
  'casts:delete': (deletion: FromWand<'casts:delete'>, ack: Ack<readonly CastId[]>) => void;
  /** Deletes this participant and everything they gave; afterwards the server closes the connection. */
  'me:forget': (nothing: FromWand<'me:forget'>, ack: Ack<null>) => void;
  /** Ms since 1970 by the server's clock. */
  'clock:read': (nothing: FromWand<'clock:read'>, ack: Ack<{ readonly at: number }>) => void;
  /** What it measured. */
  'clock:report': (clock: FromWand<'clock:report'>) => void;
}

export interface Welcome {
  readonly participant: Participant;
  readonly event: EventInfo;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  /** In the order of `spells`. */
  readonly teachingNeeds: readonly TeachingNeed[];
  /** Where the event is over: one may hand over what one kept, and begin no cast any more. Null while it lasts. */
  readonly next: NextEvent | null;
  /** The newest, whether it runs, is over or was undone; null before the first. */
  readonly round: Round | null;
  readonly standing: OwnStanding;
}

export interface ServerToWand {
  'wand:welcomed': (welcome: Welcome) => void;
  'event:ended': (next: NextEvent) => void;
  /** A guess at a cast in progress, in the order of the model's spells. */
  'bars:moved': (bars: { readonly castId: CastId; readonly probabilities: readonly number[] }) => void;
  'round:changed': (round: Round | null) => void;
  'standing:changed': (standing: OwnStanding) => void;
  /** One's own name or grove, as everyone sees it now. */
  'me:changed': (me: Participant) => void;
  'cast:refused': (refusal: { readonly castId: CastId | null; readonly failure: Failure }) => void;
  'teaching-needs:changed': (teachingNeeds: readonly TeachingNeed[]) => void;
  'model:changed': (model: ModelInfo | null) => void;
  'spells:changed': (spells: readonly Spell[]) => void;
  'event:changed': (event: EventInfo) => void;
}

/** One person on the stage. `slot` is short and stable for as long as the server runs; frames speak of slots. */
export interface StageWand extends Participant {
  readonly slot: number;
}

export interface StageResult {
  readonly slot: number;
  readonly castId: CastId;
  readonly intent: Intent;
  /** Whose verdict it is, and whose order `percents` has; null for teach casts and without a model. */
  readonly modelId: string | null;
  /** Taught spell for a teach cast, recognized spell for a cast; null where it fizzled. */
  readonly spell: SpellId | null;
  /** Whole percents in the model's order; empty for teach casts and without a model. */
  readonly percents: readonly number[];
  /** Seal of the whole cast: SEAL_BARS lengths, 0..99. */
  readonly seal: readonly number[];
  /** Of a taught cast while the stage shows teaching: its shape, see STAGE_TRACE_POINTS, as base64. */
  readonly trace?: string;
}

export interface StageCounts {
  readonly wands: number;
  readonly casts: number;
  readonly perMinute: number;
}

/** One message a tick, whatever the size of the crowd; it crosses the wire packed. Absent fields have nothing new. */
export interface StageFrame {
  readonly tick: number;
  readonly joined?: readonly StageWand[];
  readonly left?: readonly number[];
  /** Those of `left` that a moderator took off the stage: nothing of them is to be seen any more. */
  readonly hidden?: readonly number[];
  /** Casts in progress: slot, index of the first new bar, then the new bars (0..99), one every SEAL_BAR_MS. */
  readonly live?: readonly (readonly number[])[];
  /** Casts given up by their hand: slots. */
  readonly ended?: readonly number[];
  readonly results?: readonly StageResult[];
  readonly counts?: StageCounts;
  /** At most two a second. */
  readonly tally?: RoundTally;
  readonly board?: Board;
  /** While the stage shows teaching: in the order of the book. */
  readonly teachingNeeds?: readonly TeachingNeed[];
}

export interface StageSnapshot {
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly wands: readonly StageWand[];
  readonly recent: readonly StageResult[];
  /** Casts in progress, as in frames. */
  readonly live: readonly (readonly number[])[];
  readonly round: Round | null;
  readonly tally: RoundTally | null;
  readonly board: Board;
  readonly teachingNeeds: readonly TeachingNeed[];
  /** The show's words where it is at a note; null elsewhere. */
  readonly note: string | null;
  readonly counts: StageCounts;
  readonly training: TrainingProgress | null;
  /** The model that is awake, with its figures, and its curve. */
  readonly report: StageReport | null;
}

export interface ServerToStage {
  'training:progressed': (progress: TrainingProgress | null) => void;
  'report:changed': (report: StageReport | null) => void;
  'stage:welcomed': (snapshot: StageSnapshot) => void;
  'stage:frame': (frame: PackedFrame) => void;
  'round:changed': (round: Round | null) => void;
  'note:changed': (note: string | null) => void;
  'model:changed': (model: ModelInfo | null) => void;
  'spells:changed': (spells: readonly Spell[]) => void;
  'event:changed': (event: EventInfo) => void;
}

/** A stage only listens, but for the time. */
export interface StageToServer {
  'clock:read': (nothing: FromStage<'clock:read'>, ack: Ack<{ readonly at: number }>) => void;
  'clock:report': (clock: FromStage<'clock:report'>) => void;
}
