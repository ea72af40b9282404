import type { Book, Books, SpellsBrought } from '../domain/spellbooks.js';
import type { CastPicture, LabeledCast } from '../domain/casts.js';
import type { Dataset } from '../domain/datasets.js';
import type { Health } from '../domain/health.js';
import type { ImportInfo } from '../domain/cast-imports.js';
import type {
  ModelInfo,
  ModelReport,
  ModelSummary,
  Readiness,
  TrainingEnd,
  TrainingProgress,
} from '../domain/models.js';
import type { ConsoleParticipant } from '../domain/participants.js';
import type { JoinInfo, Preflight } from '../domain/preflight.js';
import type { QueuedCast, QueueState, SimilarCast } from '../domain/label-queue.js';
import type { Round } from '../domain/rounds.js';
import type { Rehearsal, RunOfShow } from '../domain/event-steps.js';
import type { AuditLine, Me, Team } from '../domain/accounts.js';
import type { CastId, FromConsole, Spell, EventInfo, StageCounts, Ack } from '../domain/entities.js';

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
  readonly runOfShow: RunOfShow;
  /** Of this event, the newest last. */
  readonly rounds: readonly Round[];
  readonly health: Health;
  readonly rehearsal: Rehearsal | null;
  /** Where the evening is summed up without names, for everyone who has the link. */
  readonly summaryUrl: string;
  readonly joinInfo: JoinInfo;
  /** Opens the preflight on a phone, and lets it report. */
  readonly preflightUrl: string;
  /** Phones that were tried, the newest first. */
  readonly preflights: readonly Preflight[];
}

export interface ServerToConsole {
  'console:welcomed': (state: ConsoleState) => void;
  'steps:changed': (runOfShow: RunOfShow) => void;
  'rounds:changed': (rounds: readonly Round[]) => void;
  /** Every two seconds. */
  'health:changed': (health: Health) => void;
  /** Ask `participants:list` again, where one looks at them; at most once in two seconds. */
  'participants:changed': (nothing: null) => void;
  'preflights:changed': (preflights: readonly Preflight[]) => void;
  'rehearsal:changed': (rehearsal: Rehearsal | null) => void;
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
  'labels:changed': (labels: readonly Pick<LabeledCast, 'castId' | 'label'>[]) => void;
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
  /** Ms since 1970 by the server's clock. */
  'clock:read': (nothing: FromConsole<'clock:read'>, ack: Ack<{ readonly at: number }>) => void;
  /** Takes a phone that was tried off the list; with null, all. */
  'preflight:remove': (removal: FromConsole<'preflight:remove'>, ack: Ack<readonly Preflight[]>) => void;
  'stage:direct': (direct: FromConsole<'stage:direct'>, ack: Ack<EventInfo>) => void;
  'round:start': (challenge: FromConsole<'round:start'>, ack: Ack<Round>) => void;
  'round:pause': (pause: FromConsole<'round:pause'>, ack: Ack<Round>) => void;
  'round:resume': (resume: FromConsole<'round:resume'>, ack: Ack<Round>) => void;
  'round:extend': (extend: FromConsole<'round:extend'>, ack: Ack<Round>) => void;
  'round:end': (end: FromConsole<'round:end'>, ack: Ack<Round>) => void;
  'round:undo': (undo: FromConsole<'round:undo'>, ack: Ack<Round>) => void;
  'round:redo': (redo: FromConsole<'round:redo'>, ack: Ack<Round>) => void;
  'step:add': (add: FromConsole<'step:add'>, ack: Ack<RunOfShow>) => void;
  'step:edit': (edit: FromConsole<'step:edit'>, ack: Ack<RunOfShow>) => void;
  'step:move': (move: FromConsole<'step:move'>, ack: Ack<RunOfShow>) => void;
  'step:remove': (remove: FromConsole<'step:remove'>, ack: Ack<RunOfShow>) => void;
  'step:restore': (restore: FromConsole<'step:restore'>, ack: Ack<RunOfShow>) => void;
  'step:enter': (enter: FromConsole<'step:enter'>, ack: Ack<RunOfShow>) => void;
  /** Everyone of this event, in the order in which they came. */
  'participants:list': (nothing: FromConsole<'participants:list'>, ack: Ack<readonly ConsoleParticipant[]>) => void;
  'participant:rename': (rename: FromConsole<'participant:rename'>, ack: Ack<ConsoleParticipant>) => void;
  'participant:hide': (hide: FromConsole<'participant:hide'>, ack: Ack<ConsoleParticipant>) => void;
  'participant:remove': (remove: FromConsole<'participant:remove'>, ack: Ack<ConsoleParticipant>) => void;
  'participant:readmit': (readmit: FromConsole<'participant:readmit'>, ack: Ack<ConsoleParticipant>) => void;
  'rehearsal:start': (start: FromConsole<'rehearsal:start'>, ack: Ack<Rehearsal>) => void;
  'rehearsal:stop': (nothing: FromConsole<'rehearsal:stop'>, ack: Ack<null>) => void;
  'room:lock': (lock: FromConsole<'room:lock'>, ack: Ack<EventInfo>) => void;
  'room:teach': (teach: FromConsole<'room:teach'>, ack: Ack<EventInfo>) => void;
  'stage:show': (show: FromConsole<'stage:show'>, ack: Ack<EventInfo>) => void;
  'spell:create': (spell: FromConsole<'spell:create'>, ack: Ack<Spell>) => void;
  'spell:draw': (draw: FromConsole<'spell:draw'>, ack: Ack<Spell>) => void;
  'spell:remove': (remove: FromConsole<'spell:remove'>, ack: Ack<Spell>) => void;
  'spell:restore': (restore: FromConsole<'spell:restore'>, ack: Ack<Spell>) => void;
  'spell:rename': (rename: FromConsole<'spell:rename'>, ack: Ack<Spell>) => void;
  'spell:recolor': (recolor: FromConsole<'spell:recolor'>, ack: Ack<Spell>) => void;
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
  'casts:label': (labels: FromConsole<'casts:label'>, ack: Ack<readonly LabeledCast[]>) => void;
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
