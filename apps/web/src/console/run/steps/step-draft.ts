import type { Step, StepKind, RoundKind, SpellId } from '@wandcast/protocol';
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
  /** As typed. */
  readonly time: string;
}

/** Longest title, characters. */
export const MAX_STEP_TITLE = 60;

export const blankDraft: StepDraft = { kind: 'round', title: '', spell: null, challenge: 'order', time: '0:30' };

export function draftOf({ kind, title, spell, challenge, seconds }: Step): StepDraft {
  return {
    ...{ kind, title, spell },
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
  };
}

/** A step as a plan, to restore it. */
export function planOf({ kind, title, seconds, spell, challenge }: Step): StepPlan {
  return { kind, title, seconds, spell, challenge };
}
