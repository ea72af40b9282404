import type { Me } from '../domain/accounts.js';
import type { ImportInfo } from '../domain/cast-imports.js';
import type { Dataset } from '../domain/datasets.js';
import type { EventInfo, Spell } from '../domain/entities.js';
import type { Rehearsal, RunOfShow } from '../domain/event-steps.js';
import type { Health } from '../domain/health.js';
import type { ModelInfo, ModelSummary, Readiness, TrainingProgress } from '../domain/models.js';
import type { JoinInfo, Preflight } from '../domain/preflight.js';
import type { Round } from '../domain/rounds.js';
import type { Books } from '../domain/spellbooks.js';
import type { StageCounts } from './stage.js';

/** Everything a console page needs (SPEC H7). */
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
