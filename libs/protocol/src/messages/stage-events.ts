import type { EventInfo, ReplayedView, Spell } from '../domain/entities.js';
import type { ModelInfo, StageReport, TrainingProgress } from '../domain/models.js';
import type { EventTotals } from '../snapshots/souvenir.js';
import type { Round } from '../domain/rounds.js';
import type { PackedFrame } from '../snapshots/stage-frame-codec.js';
import type { StageSnapshot } from '../snapshots/stage.js';
import { defineEvent, wireType } from '../definition/define-message.js';

export const stageEvents = {
  'training:progressed': defineEvent(
    wireType<TrainingProgress | null>('TrainingProgress | null'),
    'Null if no training is queued or running.',
  ),
  'report:changed': defineEvent(wireType<StageReport | null>('StageReport | null'), 'Figures of the active model.'),
  'stage:welcomed': defineEvent(
    wireType<StageSnapshot>('StageSnapshot'),
    'The complete state; sent again when the event changes.',
  ),
  'stage:frame': defineEvent(wireType<PackedFrame>('PackedFrame'), 'What changed since the last frame, packed (S4).'),
  'round:changed': defineEvent(wireType<Round | null>('Round | null'), 'The newest round; null before the first.'),
  'totals:changed': defineEvent(wireType<EventTotals>('EventTotals'), 'Sent while the stage shows `thanks`.'),
  'stage:replayed': defineEvent(
    wireType<ReplayedView>('ReplayedView'),
    'Reveal this view again from its start (N6). Never sent again, so a page that connects later misses it.',
  ),
  'note:changed': defineEvent(
    wireType<string | null>('string | null'),
    'The text of the current `note` step; null at any other step.',
  ),
  'model:changed': defineEvent(wireType<ModelInfo | null>('ModelInfo | null'), 'The active model; null if none.'),
  'spells:changed': defineEvent(wireType<readonly Spell[]>('Spell[]'), 'The spellbook.'),
  'link:replaced': defineEvent(
    wireType<null>('null'),
    'The stage link was replaced: this one stopped working, and the connection ends (H12).',
  ),
  'event:changed': defineEvent(wireType<EventInfo>('EventInfo'), 'The event.'),
} as const;
