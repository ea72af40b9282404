import type { Step, StepKind, RoundKind, SpellId } from '@wandcast/protocol';
import type { StepPlan } from '../../connection/run-requests';
import { secondsOf } from '../../../shared/format/duration-text';

/** A step as its form holds it. */
export interface StepDraft {
  readonly kind: StepKind;
  readonly title: string;
  readonly spell: SpellId | null;
  readonly challenge: RoundKind;
  /** As typed. */
  readonly time: string;
}

/** Shortest and longest step, s. */
const LEAST_S = 3;
const MOST_S = 3_600;
export const MAX_STEP_TITLE = 60;

export const blankDraft: StepDraft = { kind: 'round', title: '', spell: null, challenge: 'order', time: '0:30' };

export function draftOf({ kind, title, spell, challenge, seconds }: Step): StepDraft {
  return {
    ...{ kind, title, spell },
    challenge: challenge ?? 'order',
    time: seconds === null ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
  };
}

/** Whether a step of that kind is about a spell. */
export function takesSpell({ kind, challenge }: Pick<StepDraft, 'kind' | 'challenge'>): boolean {
  return kind === 'teach' || kind === 'cast' || (kind === 'round' && challenge !== 'free');
}

/** What a draft still lacks, in words; undefined where it can be kept. */
export function lackOf(draft: StepDraft): string | undefined {
  const seconds = secondsOf(draft.time);
  if (seconds === undefined) return 'A time is minutes and seconds, as in 1:30.';
  if (seconds !== null && (seconds < LEAST_S || seconds > MOST_S)) return 'A step takes 3 seconds to an hour.';
  if (draft.kind === 'round' && seconds === null) return 'A round needs a time.';
  if (draft.kind === 'round' && draft.challenge !== 'free' && draft.spell === null) return 'Choose its spell.';
  if (draft.kind === 'note' && draft.title.trim() === '') return 'Which words?';
  return undefined;
}

/** What is asked of the server; undefined while something is lacking. What the kind has no use for is left out. */
export function planned(draft: StepDraft): StepPlan | undefined {
  if (lackOf(draft) !== undefined) return undefined;
  const { kind, challenge } = draft;
  return {
    kind,
    title: draft.title.trim(),
    seconds: secondsOf(draft.time) ?? null,
    spell: takesSpell(draft) ? draft.spell : null,
    challenge: kind === 'round' ? challenge : null,
  };
}

/** A step as it is now, to put it back as it was. */
export function planOf({ kind, title, seconds, spell, challenge }: Step): StepPlan {
  return { kind, title, seconds, spell, challenge };
}
