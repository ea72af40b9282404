import type { Adaptation } from '../domain/casts.js';
import type { CastId, EventInfo, NextEvent, Participant, Spell } from '../domain/entities.js';
import type { OwnStanding } from '../domain/leaderboard.js';
import type { ModelInfo, TeachingNeed } from '../domain/models.js';
import type { Round } from '../domain/rounds.js';
import type { Welcome } from '../snapshots/wand-welcome.js';
import type { Failure } from '../vocabulary/failures.js';
import { defineEvent, wireType } from '../definition/define-message.js';

export const wandEvents = {
  'wand:welcomed': defineEvent(wireType<Welcome>('Welcome'), 'The complete state, sent after joining.'),
  'event:ended': defineEvent(wireType<NextEvent>('NextEvent'), 'The event is over; the value is the next one.'),
  'bars:moved': defineEvent(
    wireType<{ readonly castId: CastId; readonly probabilities: readonly number[] }>(
      '{ castId: CastId; probabilities: number[] }',
    ),
    "Probabilities for a cast in progress, in the order of the active model's spells; at most ten times a second.",
  ),
  'round:changed': defineEvent(wireType<Round | null>('Round | null'), 'The newest round; null before the first.'),
  'standing:changed': defineEvent(
    wireType<OwnStanding>('OwnStanding'),
    "The participant's own standing; at most twice a second.",
  ),
  'spotlight:entered': defineEvent(
    wireType<{ readonly castId: CastId }>('{ castId: CastId }'),
    'A stage shows this cast of the participant in its spotlight.',
  ),
  'me:changed': defineEvent(wireType<Participant>('Participant'), "The participant's own name and grove."),
  'adaptation:changed': defineEvent(
    wireType<Adaptation | null>('Adaptation | null'),
    "What the participant's answers are adapted to; null if nothing (R4).",
  ),
  'free-casting:changed': defineEvent(
    wireType<boolean>('boolean'),
    'Whether the current step lets wands cast without a press (C14).',
  ),
  'cast:refused': defineEvent(
    wireType<{ readonly castId: CastId | null; readonly failure: Failure }>(
      '{ castId: CastId | null; failure: Failure }',
    ),
    'Refuses a message that was sent without acknowledgement (M2).',
  ),
  'teaching-needs:changed': defineEvent(
    wireType<readonly TeachingNeed[]>('TeachingNeed[]'),
    'In the order of the spellbook; at most every three seconds.',
  ),
  'model:changed': defineEvent(wireType<ModelInfo | null>('ModelInfo | null'), 'The active model; null if none.'),
  'spells:changed': defineEvent(wireType<readonly Spell[]>('Spell[]'), 'The spellbook.'),
  'event:changed': defineEvent(wireType<EventInfo>('EventInfo'), 'The event.'),
} as const;
