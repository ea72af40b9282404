import type { Step } from '@wandcast/protocol';
import { spellName } from '../../shared/format/spell-name';
import type { ClientState } from '../connection/client-state';
import { isMotionBlocked } from '../phones/motion-access';
import { nextStep } from '../run/steps/step-order';
import { texts } from '../texts/console-texts';
import { phonesHere, planProblems, spellProblem, type GuideStep, type GuideStepName } from './guide-steps';

/** What the button of a step does. */
export type GuideAction =
  | { readonly kind: 'stage' | 'rehearse' | 'addRound'; readonly text: string }
  | { readonly kind: 'screen'; readonly text: string; readonly hash: `#${string}` }
  | { readonly kind: 'openStep'; readonly text: string; readonly stepId: string };

/** Spells that a sentence names. */
const MAX_NAMES = 4;

type RoundNumbers = ReadonlyMap<string, number>;

/** One sentence about a step that is not done: what to do, or what is wrong. */
export function todoText(name: GuideStepName, state: ClientState, numbers: RoundNumbers): string {
  const { stage, cast } = texts().guide;
  switch (name) {
    case 'stage':
      return stage.todo;
    case 'phone':
      return phoneText(state);
    case 'spells':
      return spellText(state);
    case 'plan':
      return planText(state, numbers);
    case 'cast':
      return state.rehearsal === null ? cast.todo : cast.rehearsing;
  }
}

/** One sentence about a step that is done. */
export function doneText(name: GuideStepName, state: ClientState): string {
  const { stage, phone, spells, plan, cast } = texts().guide;
  switch (name) {
    case 'stage':
      return stage.done(state.health.stages);
    case 'phone':
      return phone.done(phonesHere(state));
    case 'spells':
      return spells.done(state.spells.length, texts().models.version(state.model?.version ?? 0));
    case 'plan':
      return plan.done;
    case 'cast':
      return cast.done;
  }
}

/** The button of a step that is not done; undefined if there is nothing to do but wait. */
export function actionOf(name: GuideStepName, state: ClientState, numbers: RoundNumbers): GuideAction | undefined {
  const { stage, phone, spells, plan, cast } = texts().guide;
  switch (name) {
    case 'stage':
      return { kind: 'stage', text: stage.open };
    case 'phone':
      return { kind: 'screen', text: isMotionBlocked(state.joinInfo) ? phone.fix : phone.open, hash: '#phones' };
    case 'spells':
      return spellProblem(state)?.kind === 'few'
        ? { kind: 'screen', text: spells.openBook, hash: '#book' }
        : { kind: 'screen', text: spells.openModels, hash: '#models' };
    case 'plan': {
      const [problem] = planProblems(state);
      return problem?.kind === 'lacks'
        ? { kind: 'openStep', text: plan.openStep(shortName(problem.step, numbers)), stepId: problem.step.id }
        : { kind: 'addRound', text: plan.addRound };
    }
    case 'cast':
      return state.rehearsal === null ? { kind: 'rehearse', text: cast.rehearse } : undefined;
  }
}

/** The last line, once no step is open; empty before. */
export function readyText(steps: readonly GuideStep[], state: ClientState): string {
  const { ready, readyWithout, space } = texts().guide;
  if (steps.some(({ status }) => status === 'open')) return '';
  const skipped = steps.filter(({ status }) => status === 'skipped').length;
  const next = nextStep(state.runOfShow);
  const sentences = [skipped === 0 ? ready : readyWithout(skipped)];
  if (next !== undefined) sentences.push(next.kind === 'lobby' ? space.lobby : space.other);
  return sentences.join(' ');
}

function phoneText({ event, joinInfo }: ClientState): string {
  const { phone } = texts().guide;
  if (isMotionBlocked(joinInfo)) return phone.blocked(texts().phones.motionAccess[joinInfo.motion]);
  if (event.locked) return phone.closed;
  return joinInfo.motion === 'trusting' ? phone.trusting : phone.todo;
}

function spellText(state: ClientState): string {
  const { spells } = texts().guide;
  const problem = spellProblem(state);
  if (problem === undefined) return '';
  if (problem.kind === 'few') return spells.few;
  const text =
    problem.kind === 'noModel'
      ? spells.noModel
      : spells.unknown(named(problem.spells.map((id) => spellName(state.spells, id))));
  return state.training === null ? text : spells.training(text);
}

/** The names, or the first ones and how many there are besides. */
function named(spells: readonly string[]): readonly string[] {
  if (spells.length <= MAX_NAMES) return spells;
  const first = spells.slice(0, MAX_NAMES - 1);
  return [...first, texts().guide.spells.more(spells.length - first.length)];
}

/** Names the first two problems and counts the others. */
function planText(state: ClientState, numbers: RoundNumbers): string {
  const { plan } = texts().guide;
  const problems = planProblems(state);
  const sentences = problems
    .slice(0, 2)
    .map((problem) =>
      problem.kind === 'noRound'
        ? plan.noRound
        : plan.lacks(shortName(problem.step, numbers), spellName(state.removed, problem.spell)),
    );
  return [...sentences, ...(problems.length > 2 ? [plan.more(problems.length - 2)] : [])].join(' ');
}

/** The name of a step without its spell: "Round 1", "Teach", or its title. */
function shortName({ id, kind, title }: Step, numbers: RoundNumbers): string {
  if (title !== '') return title;
  const number = numbers.get(id);
  return number === undefined ? texts().run.steps.kinds[kind] : `${texts().run.steps.kinds[kind]} ${number}`;
}
