import { hasCasting, type Step, type StepKind, type RoundKind, type SpellId } from '@wandcast/protocol';
import type { StepPlan } from '../../connection/run-requests';
import { parseDuration } from '../../../shared/format/duration-text';
import { texts } from '../../texts/console-texts';
import { isAllowedDuration } from '../rounds/allowed-duration';

/** A step as entered in the form. */
export interface StepDraft {
  readonly kind: StepKind;
  readonly title: string;
  readonly spell: SpellId | null;
  readonly challenge: RoundKind;
  /** Whether wands also cast without a press. */
  readonly freeCasting: boolean;
  /** As typed. */
  readonly time: string;
}

/** Longest title, characters. */
export const MAX_STEP_TITLE = 60;

export const blankDraft: StepDraft = {
  ...{ kind: 'round', title: '', spell: null, challenge: 'order', freeCasting: false, time: '0:30' },
};

export function draftOf({ kind, title, spell, challenge, freeCasting, seconds }: Step): StepDraft {
  return {
    ...{ kind, title, spell, freeCasting },
    challenge: challenge ?? 'order',
    time: seconds === null ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
  };
}

/** Whether such a step has a spell. */
export function takesSpell({ kind, challenge }: Pick<StepDraft, 'kind' | 'challenge'>): boolean {
  return kind === 'teach' || kind === 'cast' || (kind === 'round' && challenge !== 'free');
}

/** Why a draft cannot be saved; undefined if it can. */
export function draftProblem(draft: StepDraft): string | undefined {
  const { problems } = texts().run.steps;
  const seconds = parseDuration(draft.time);
  if (seconds === undefined) return problems.time;
  if (seconds !== null && !isAllowedDuration(seconds)) return problems.range;
  if (draft.kind === 'round' && seconds === null) return problems.roundTime;
  if (draft.kind === 'round' && draft.challenge !== 'free' && draft.spell === null) return problems.spell;
  if (draft.kind === 'note' && draft.title.trim() === '') return problems.message;
  return undefined;
}

/** The plan to send, with only the fields of its kind; undefined while the draft is incomplete. */
export function planned(draft: StepDraft): StepPlan | undefined {
  if (draftProblem(draft) !== undefined) return undefined;
  const { kind, challenge } = draft;
  return {
    kind,
    title: draft.title.trim(),
    seconds: parseDuration(draft.time) ?? null,
    spell: takesSpell(draft) ? draft.spell : null,
    challenge: kind === 'round' ? challenge : null,
    freeCasting: draft.freeCasting && hasCasting(kind),
  };
}

/** A step as a plan, to restore it. */
export function planOf({ kind, title, seconds, spell, challenge, freeCasting }: Step): StepPlan {
  return { kind, title, seconds, spell, challenge, freeCasting };
}
