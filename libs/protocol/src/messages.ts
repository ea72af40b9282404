import type { z } from 'zod';
import type { Book, Books, SpellsBrought } from './books.js';
import type { CastPicture, FetchedCast, LabelledCast, ListedCast, StoredCast } from './casts.js';
import type { Dataset } from './datasets.js';
import type { Failure } from './failures.js';
import type { ImportInfo } from './imports.js';
import type {
  ModelInfo,
  ModelReport,
  ModelSummary,
  Readiness,
  RoomNeed,
  StageReport,
  TrainingEnd,
  TrainingProgress,
} from './models.js';
import type { QueuedCast, QueueState, SimilarCast } from './queue.js';
import type * as schemas from './schemas.js';
import type { AuditLine, Me, Team } from './team.js';

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
export type ModelKind = (typeof schemas.modelKinds)[number];
export type Profile = z.output<typeof schemas.profile>;
export type Intent = CastStart['intent'];
export type CastSource = CastStart['source'];
/** How a cast that is stored came to be: as its wand recorded it, or from a file that does not say. */
export type KeptSource = CastSource | 'file';
export type Selection = FromConsole<'dataset:save'>['selection'];

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

export interface EventInfo {
  readonly code: EventCode;
  readonly title: string;
  readonly locked: boolean;
  readonly view: StageView;
  /** The spell the room is asked to teach now. */
  readonly teaching: SpellId | null;
}

/** The event that followed one that is over. */
export type NextEvent = Pick<EventInfo, 'code' | 'title'>;

type Ack<T> = (answer: Answer<T>) => void;

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
  'clock:read': (nothing: FromWand<'clock:read'>, ack: Ack<{ readonly at: number }>) => void;
}

export interface Welcome {
  readonly participant: Participant;
  readonly event: EventInfo;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  /** In the order of `spells`. */
  readonly needs: readonly RoomNeed[];
  /** Where the event is over: one may hand over what one kept, and begin no cast any more. Null while it lasts. */
  readonly next: NextEvent | null;
}

export interface ServerToWand {
  'wand:welcomed': (welcome: Welcome) => void;
  'event:ended': (next: NextEvent) => void;
  /** A guess at a cast in progress, in the order of the model's spells. */
  'bars:moved': (bars: { readonly castId: CastId; readonly probabilities: readonly number[] }) => void;
  'cast:refused': (refusal: { readonly castId: CastId | null; readonly failure: Failure }) => void;
  'needs:changed': (needs: readonly RoomNeed[]) => void;
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
  /** Whoever signed in. */
  readonly me: Me;
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
  readonly books: Books;
  /** Whether glyph spells learn from the room's own casts by themselves. */
  readonly learning: boolean;
  /** Where models are fetched from and sent to: `GET {modelsUrl}/{id}`, `POST {modelsUrl}`, with the session's cookie or a key. */
  readonly modelsUrl: string;
  /** Where all casts are read from: `GET {castsUrl}/overview`. */
  readonly castsUrl: string;
  /** The file that is being brought in, or the last that was; null where there is none. */
  readonly import: ImportInfo | null;
  /** Newest first. */
  readonly datasets: readonly Dataset[];
}

export interface ServerToConsole {
  'console:welcomed': (state: ConsoleState) => void;
  'counts:changed': (counts: StageCounts) => void;
  /** Null when none runs or waits any more. */
  'training:progressed': (progress: TrainingProgress | null) => void;
  'training:ended': (end: TrainingEnd) => void;
  /** One's own name or role, as it is now. */
  'me:changed': (me: Me) => void;
  /** Ask `team:show` again, where one looks at it. */
  'team:changed': (nothing: null) => void;
  /** To owners: something was done, see `audit:list`. */
  'audit:added': (nothing: null) => void;
  /** Taken back by whoever gave them. */
  'casts:deleted': (castIds: readonly CastId[]) => void;
  /** Casts were looked at again: the queue has another order. */
  'queue:changed': (nothing: null) => void;
  'labels:changed': (labels: readonly Pick<LabelledCast, 'castId' | 'label'>[]) => void;
  /** At most four a second, and every change of stage. */
  'import:progressed': (info: ImportInfo | null) => void;
  'datasets:changed': (datasets: readonly Dataset[]) => void;
  'models:changed': (models: readonly ModelSummary[]) => void;
  'readiness:changed': (readiness: readonly Readiness[]) => void;
  'removed:changed': (removed: readonly Spell[]) => void;
  'books:changed': (books: Books) => void;
  'learning:changed': (learning: boolean) => void;
  'model:changed': (model: ModelInfo | null) => void;
  'spells:changed': (spells: readonly Spell[]) => void;
  'event:changed': (event: EventInfo) => void;
}

export interface ConsoleToServer {
  'room:lock': (lock: FromConsole<'room:lock'>, ack: Ack<EventInfo>) => void;
  'room:teach': (teach: FromConsole<'room:teach'>, ack: Ack<EventInfo>) => void;
  'stage:show': (show: FromConsole<'stage:show'>, ack: Ack<EventInfo>) => void;
  'spell:create': (spell: FromConsole<'spell:create'>, ack: Ack<Spell>) => void;
  'spell:draw': (draw: FromConsole<'spell:draw'>, ack: Ack<Spell>) => void;
  'spell:remove': (remove: FromConsole<'spell:remove'>, ack: Ack<Spell>) => void;
  'spell:restore': (restore: FromConsole<'spell:restore'>, ack: Ack<Spell>) => void;
  'spell:rename': (rename: FromConsole<'spell:rename'>, ack: Ack<Spell>) => void;
  'spell:recolour': (recolour: FromConsole<'spell:recolour'>, ack: Ack<Spell>) => void;
  'spell:describe': (describe: FromConsole<'spell:describe'>, ack: Ack<Spell>) => void;
  /** Answered with the whole book in its order. */
  'spell:move': (move: FromConsole<'spell:move'>, ack: Ack<readonly Spell[]>) => void;
  'spells:import': (spells: FromConsole<'spells:import'>, ack: Ack<SpellsBrought>) => void;
  'book:create': (book: FromConsole<'book:create'>, ack: Ack<Book>) => void;
  'book:rename': (rename: FromConsole<'book:rename'>, ack: Ack<Book>) => void;
  'book:archive': (archive: FromConsole<'book:archive'>, ack: Ack<Book>) => void;
  'book:restore': (restore: FromConsole<'book:restore'>, ack: Ack<Book>) => void;
  'book:open': (open: FromConsole<'book:open'>, ack: Ack<Books>) => void;
  'event:begin': (begin: FromConsole<'event:begin'>, ack: Ack<EventInfo>) => void;
  'room:learn': (learn: FromConsole<'room:learn'>, ack: Ack<boolean>) => void;
  /** Answered when the training waits in the queue; how it goes and ends follows as messages. */
  'model:train': (train: FromConsole<'model:train'>, ack: Ack<TrainingProgress>) => void;
  'training:cancel': (cancel: FromConsole<'training:cancel'>, ack: Ack<null>) => void;
  'model:activate': (activate: FromConsole<'model:activate'>, ack: Ack<ModelInfo>) => void;
  'model:threshold': (change: FromConsole<'model:threshold'>, ack: Ack<ModelSummary>) => void;
  'model:inspect': (inspect: FromConsole<'model:inspect'>, ack: Ack<ModelReport>) => void;
  'casts:show': (show: FromConsole<'casts:show'>, ack: Ack<readonly CastPicture[]>) => void;
  'casts:label': (labels: FromConsole<'casts:label'>, ack: Ack<readonly LabelledCast[]>) => void;
  'queue:show': (show: FromConsole<'queue:show'>, ack: Ack<QueueState>) => void;
  'queue:take': (take: FromConsole<'queue:take'>, ack: Ack<readonly QueuedCast[]>) => void;
  'queue:leave': (leave: FromConsole<'queue:leave'>, ack: Ack<null>) => void;
  /** Casts that look most like it and of which somebody said what they are. */
  'casts:similar': (similar: FromConsole<'casts:similar'>, ack: Ack<readonly SimilarCast[]>) => void;
  'team:show': (show: FromConsole<'team:show'>, ack: Ack<Team>) => void;
  /** Answered with the link, which is shown once and stored nowhere. */
  'member:invite': (invite: FromConsole<'member:invite'>, ack: Ack<string>) => void;
  'member:change': (change: FromConsole<'member:change'>, ack: Ack<null>) => void;
  'member:remove': (remove: FromConsole<'member:remove'>, ack: Ack<null>) => void;
  'invitation:withdraw': (withdraw: FromConsole<'invitation:withdraw'>, ack: Ack<null>) => void;
  /** Answered with the token, which is shown once. */
  'key:make': (make: FromConsole<'key:make'>, ack: Ack<string>) => void;
  'session:end': (end: FromConsole<'session:end'>, ack: Ack<null>) => void;
  /** Newest first. */
  'audit:list': (list: FromConsole<'audit:list'>, ack: Ack<readonly AuditLine[]>) => void;
  'import:store': (store: FromConsole<'import:store'>, ack: Ack<ImportInfo>) => void;
  'import:cancel': (cancel: FromConsole<'import:cancel'>, ack: Ack<ImportInfo>) => void;
  'dataset:save': (save: FromConsole<'dataset:save'>, ack: Ack<Dataset>) => void;
  'dataset:list': (nothing: FromConsole<'dataset:list'>, ack: Ack<readonly Dataset[]>) => void;
  'dataset:remove': (remove: FromConsole<'dataset:remove'>, ack: Ack<Dataset>) => void;
  'dataset:restore': (restore: FromConsole<'dataset:restore'>, ack: Ack<Dataset>) => void;
}
