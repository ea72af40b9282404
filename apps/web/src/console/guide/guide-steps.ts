import type { ConsoleParticipant, SpellId, Step } from '@wandcast/protocol';
import type { ClientState } from '../connection/client-state';
import { lackingSpell } from '../run/steps/step-order';

export const guideSteps = ['stage', 'phone', 'spells', 'plan', 'cast'] as const;
export type GuideStepName = (typeof guideSteps)[number];

/** What the guide looks at. */
export type GuideState = Pick<
  ClientState,
  'health' | 'counts' | 'rehearsal' | 'spells' | 'model' | 'runOfShow' | 'rounds'
>;
type Casters = readonly Pick<ConsoleParticipant, 'recognizedShare'>[];

export interface GuideStep {
  readonly name: GuideStepName;
  readonly status: 'done' | 'open' | 'skipped';
}

/** The steps of the guide. A step that is done counts as done even if it was skipped. */
export function stepsOfGuide(
  state: GuideState,
  participants: Casters,
  isSkipped: (name: GuideStepName) => boolean,
): readonly GuideStep[] {
  const done: Readonly<Record<GuideStepName, boolean>> = {
    stage: state.health.stages > 0,
    phone: phonesHere(state) > 0,
    spells: spellProblem(state) === undefined,
    plan: planProblems(state).length === 0,
    cast: participants.some(({ recognizedShare }) => (recognizedShare ?? 0) > 0),
  };
  return guideSteps.map((name) => ({ name, status: done[name] ? 'done' : isSkipped(name) ? 'skipped' : 'open' }));
}

/** Connected wands, without those of a rehearsal. */
export function phonesHere({ counts, rehearsal }: Pick<GuideState, 'counts' | 'rehearsal'>): number {
  return Math.max(0, counts.wands - (rehearsal?.wizards ?? 0));
}

/** Whether a step of the run of show was entered or a round was played. */
export function hasBegun({ runOfShow, rounds }: Pick<GuideState, 'runOfShow' | 'rounds'>): boolean {
  return runOfShow.current !== null || rounds.length > 0 || runOfShow.steps.some(({ enteredAt }) => enteredAt !== null);
}

/** `few`: fewer than two spells. `unknown`: spells of the book that the active model does not know. */
type SpellProblem =
  | { readonly kind: 'few' }
  | { readonly kind: 'noModel' }
  | { readonly kind: 'unknown'; readonly spells: readonly SpellId[] };

/** Why the spells of the book cannot be cast; undefined if they can. */
export function spellProblem({ spells, model }: Pick<GuideState, 'spells' | 'model'>): SpellProblem | undefined {
  if (spells.length < 2) return { kind: 'few' };
  if (model === null) return { kind: 'noModel' };
  const unknown = spells.flatMap(({ id }) => (model.spells.includes(id) ? [] : [id]));
  return unknown.length === 0 ? undefined : { kind: 'unknown', spells: unknown };
}

type PlanProblem =
  { readonly kind: 'lacks'; readonly step: Step; readonly spell: SpellId } | { readonly kind: 'noRound' };

/** What is wrong with the run of show, in its order. */
export function planProblems({ runOfShow, spells }: Pick<GuideState, 'runOfShow' | 'spells'>): readonly PlanProblem[] {
  const lacking = runOfShow.steps.flatMap((step): PlanProblem[] => {
    const spell = lackingSpell(step, spells);
    return spell === undefined ? [] : [{ kind: 'lacks', step, spell }];
  });
  return runOfShow.steps.some(({ kind }) => kind === 'round') ? lacking : [...lacking, { kind: 'noRound' }];
}
