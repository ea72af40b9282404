import type { Book, Books, SpellsBrought } from './books.js';
import type { CastPicture, LabelledCast } from './casts.js';
import type { Dataset } from './datasets.js';
import type { ImportInfo } from './imports.js';
import type { ModelInfo, ModelReport, ModelSummary, Readiness, TrainingEnd, TrainingProgress } from './models.js';
import type { QueuedCast, QueueState, SimilarCast } from './queue.js';
import type { AuditLine, Me, Team } from './team.js';
import type { CastId, FromConsole, Spell, EventInfo, StageCounts, Ack } from './messages.js';

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
