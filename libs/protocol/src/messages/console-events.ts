import type { Me } from '../domain/accounts.js';
import type { ImportInfo } from '../domain/cast-imports.js';
import type { LabeledCast } from '../domain/casts.js';
import type { ConsoleState, PageLinks } from '../snapshots/console-state.js';
import type { ConsoleRoom } from '../snapshots/rooms.js';
import type { Dataset } from '../domain/datasets.js';
import type { CastId, EventInfo, Spell } from '../domain/entities.js';
import type { Rehearsal, RunOfShow } from '../domain/event-steps.js';
import type { Health } from '../domain/health.js';
import type {
  ModelInfo,
  DamagedModel,
  ModelsUpdate,
  PhoneTrialPrediction,
  Readiness,
  TrainingEnd,
  TrainingProgress,
} from '../domain/models.js';
import type { Preflight } from '../domain/preflight.js';
import type { Round } from '../domain/rounds.js';
import type { Books } from '../domain/spellbooks.js';
import type { StageCounts } from '../snapshots/stage.js';
import { defineEvent, wireType } from '../definition/define-message.js';

export const consoleEvents = {
  'console:welcomed': defineEvent(
    wireType<ConsoleState>('ConsoleState'),
    'The complete state; sent again when the event changes.',
  ),
  'links:changed': defineEvent(wireType<PageLinks>('PageLinks'), 'The links of stage and preflight were replaced.'),
  'steps:changed': defineEvent(wireType<RunOfShow>('RunOfShow'), 'The run of show.'),
  'rounds:changed': defineEvent(wireType<readonly Round[]>('Round[]'), 'Every round of the event, newest last.'),
  'health:changed': defineEvent(wireType<Health>('Health'), 'Every two seconds.'),
  'participants:changed': defineEvent(
    wireType<null>('null'),
    'Call `participants:list` again; at most every two seconds.',
  ),
  'preflights:changed': defineEvent(
    wireType<readonly Preflight[]>('Preflight[]'),
    'The preflight reports, newest first.',
  ),
  'rehearsal:changed': defineEvent(wireType<Rehearsal | null>('Rehearsal | null'), 'Null after the rehearsal ended.'),
  'counts:changed': defineEvent(wireType<StageCounts>('StageCounts'), 'Counts of wands and casts.'),
  'training:progressed': defineEvent(
    wireType<TrainingProgress | null>('TrainingProgress | null'),
    'About four times a second; null if no training is queued or running.',
  ),
  'training:ended': defineEvent(wireType<TrainingEnd>('TrainingEnd'), 'Once per training.'),
  'me:changed': defineEvent(wireType<Me>('Me'), "The caller's own name and role."),
  'team:changed': defineEvent(wireType<null>('null'), 'Call `team:show` again.'),
  'audit:added': defineEvent(wireType<null>('null'), 'Only to owners: the audit log has a new entry.'),
  'casts:deleted': defineEvent(wireType<readonly CastId[]>('CastId[]'), 'Casts that were deleted.'),
  'casts:replaced': defineEvent(
    wireType<{ readonly gone: readonly CastId[]; readonly shown: readonly CastId[] }>(
      '{ gone: CastId[]; shown: CastId[] }',
    ),
    'Casts that are out of use, and casts that are in use instead: others were trimmed, split or restored.',
  ),
  'map:changed': defineEvent(wireType<null>('null'), 'Casts were placed on the map: fetch the rows that follow (X5).'),
  'queue:changed': defineEvent(wireType<null>('null'), 'The label queue changed.'),
  'labels:changed': defineEvent(
    wireType<readonly Pick<LabeledCast, 'castId' | 'label'>[]>("Pick<LabeledCast, 'castId' | 'label'>[]"),
    'New labels; null if withdrawn.',
  ),
  'import:progressed': defineEvent(
    wireType<ImportInfo | null>('ImportInfo | null'),
    'At most four times a second, and at every change of stage; null if the event has no import.',
  ),
  'datasets:changed': defineEvent(wireType<readonly Dataset[]>('Dataset[]'), 'Every dataset, newest first.'),
  'models:updated': defineEvent(wireType<ModelsUpdate>('ModelsUpdate'), 'Models are new, changed or no longer listed.'),
  'damaged-models:changed': defineEvent(
    wireType<readonly DamagedModel[]>('DamagedModel[]'),
    'Every model that cannot be used because it is damaged (T16).',
  ),
  'trial:predicted': defineEvent(
    wireType<PhoneTrialPrediction>('PhoneTrialPrediction'),
    'A phone of a trial that some console opened has cast.',
  ),
  'readiness:changed': defineEvent(wireType<readonly Readiness[]>('Readiness[]'), 'At most once a second.'),
  'removed:changed': defineEvent(wireType<readonly Spell[]>('Spell[]'), 'Removed spells, newest first.'),
  'books:changed': defineEvent(wireType<Books>('Books'), 'Every spellbook, and the one in use.'),
  'book:changed': defineEvent(
    wireType<{ readonly bookId: string | null }>('{ bookId: string | null }'),
    'Spells of a spellbook changed: call `book:show` again. Null if it may be any.',
  ),
  'learning:changed': defineEvent(wireType<boolean>('boolean'), 'Whether glyph spells learn from the room.'),
  'model:changed': defineEvent(wireType<ModelInfo | null>('ModelInfo | null'), 'The active model; null if none.'),
  'spells:changed': defineEvent(wireType<readonly Spell[]>('Spell[]'), 'The spellbook.'),
  'room:changed': defineEvent(wireType<ConsoleRoom>('ConsoleRoom'), 'The room was renamed, archived or restored.'),
  'rooms:changed': defineEvent(wireType<null>('null'), 'Call `room:list` again.'),
  'events:changed': defineEvent(wireType<null>('null'), 'Call `event:list` again: an event was deleted or restored.'),
  'event:changed': defineEvent(wireType<EventInfo>('EventInfo'), 'The event.'),
} as const;
