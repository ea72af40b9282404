import type { Me } from '../domain/accounts.js';
import type { ImportInfo } from '../domain/cast-imports.js';
import type { Dataset } from '../domain/datasets.js';
import type { EventInfo, Spell } from '../domain/entities.js';
import type { Rehearsal, RunOfShow } from '../domain/event-steps.js';
import type { Health } from '../domain/health.js';
import type { DamagedModel, ModelInfo, ModelSummary, Readiness, TrainingProgress } from '../domain/models.js';
import type { JoinInfo, Preflight } from '../domain/preflight.js';
import type { Round } from '../domain/rounds.js';
import type { Books } from '../domain/spellbooks.js';
import type { ConsoleRoom } from './rooms.js';
import type { StageCounts } from './stage.js';

/** Links with a token, which moderators can replace. */
export interface PageLinks {
  readonly stageUrl: string;
  /** Opens the preflight page on a phone and allows it to report. */
  readonly preflightUrl: string;
}

/** The state a console page receives on connecting (SPEC H7). */
export interface ConsoleState extends PageLinks {
  /** The signed-in member. */
  readonly me: Me;
  /** The room of this console. */
  readonly room: ConsoleRoom;
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly counts: StageCounts;
  /** Most participants in the room at once. */
  readonly capacity: number;
  /** The running training, otherwise the first in the queue. */
  readonly training: TrainingProgress | null;
  /** Newest first. */
  readonly models: readonly ModelSummary[];
  /** Newest first; none of them is in `models`. */
  readonly damagedModels: readonly DamagedModel[];
  readonly readiness: readonly Readiness[];
  /** Removed spells that can be restored, newest first. */
  readonly removed: readonly Spell[];
  readonly books: Books;
  /** Whether glyph spells learn automatically from the room's own casts. */
  readonly learning: boolean;
  /** Base path of the room's HTTP API: `{roomUrl}/imports`, `{roomUrl}/evenings`, `{roomUrl}/casts.ndjson`, `{roomUrl}/results.csv`. */
  readonly roomUrl: string;
  /** Path of model files: `GET {modelsUrl}/{id}`, `POST {modelsUrl}`, authenticated by session cookie or key. */
  readonly modelsUrl: string;
  /** Path of the cast explorer: `GET {castsUrl}/overview`. */
  readonly castsUrl: string;
  /** The current import, otherwise the last one; null if there was none. */
  readonly import: ImportInfo | null;
  /** Newest first. */
  readonly datasets: readonly Dataset[];
  readonly runOfShow: RunOfShow;
  /** Rounds of this event, newest last. */
  readonly rounds: readonly Round[];
  readonly health: Health;
  readonly rehearsal: Rehearsal | null;
  /** Link to the event's anonymous summary, readable by everyone who has it. */
  readonly summaryUrl: string;
  readonly joinInfo: JoinInfo;
  /** Preflight reports, newest first. */
  readonly preflights: readonly Preflight[];
}
