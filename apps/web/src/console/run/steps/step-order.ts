import type { Step, Round, RunOfShow } from '@wandcast/protocol';

/** Where a step of the plan stands. `skipped`: the room went past it without entering it. */
export type StepState = 'done' | 'current' | 'coming' | 'skipped';

const placeOf = ({ steps, current }: RunOfShow): number => steps.findIndex(({ id }) => id === current);

/** The step the room is in; undefined before the first. */
export function currentStep(runOfShow: RunOfShow): Step | undefined {
  return runOfShow.steps[placeOf(runOfShow)];
}

/** The step that comes next: the first one before the show; undefined after the last. */
export function nextStep(runOfShow: RunOfShow): Step | undefined {
  return runOfShow.steps[placeOf(runOfShow) + 1];
}

/** The step before the one the room is in; undefined at the first, and before it. */
export function previousStep(runOfShow: RunOfShow): Step | undefined {
  return runOfShow.steps[placeOf(runOfShow) - 1];
}

export function stepState(runOfShow: RunOfShow, step: Step): StepState {
  const here = placeOf(runOfShow);
  const place = runOfShow.steps.findIndex(({ id }) => id === step.id);
  if (place === here) return 'current';
  if (place > here) return 'coming';
  return step.enteredAt === null ? 'skipped' : 'done';
}

/** Whether entering a step begins a round: coming back to one that was played begins none. */
export function beginsRound({ kind, roundId }: Pick<Step, 'kind' | 'roundId'>): boolean {
  return kind === 'round' && roundId === null;
}

/**
 * Numbers of the rounds of a plan, by step. Played ones have theirs; those to come go on counting from the newest round.
 * One that was skipped has none: which it would get is not known before it is played.
 */
export function roundNumbers(runOfShow: RunOfShow, rounds: readonly Round[]): ReadonlyMap<string, number> {
  const here = placeOf(runOfShow);
  const numbers = new Map<string, number>();
  let next = Math.max(0, ...rounds.map(({ number }) => number));
  for (const [place, step] of runOfShow.steps.entries()) {
    if (step.kind !== 'round') continue;
    const played = rounds.find(({ id }) => id === step.roundId);
    if (played !== undefined) numbers.set(step.id, played.number);
    else if (beginsRound(step) && place > here) numbers.set(step.id, ++next);
  }
  return numbers;
}
