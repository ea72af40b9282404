import type { Round, RunOfShow, Spell, SpellId, Step } from '@wandcast/protocol';

/** State of a step; `skipped` if a later step was entered without it. */
type StepState = 'done' | 'current' | 'coming' | 'skipped';

const placeOf = ({ steps, current }: RunOfShow): number => steps.findIndex(({ id }) => id === current);

/** The current step; undefined before the first. */
export function currentStep(runOfShow: RunOfShow): Step | undefined {
  return runOfShow.steps[placeOf(runOfShow)];
}

/** The next step; the first one if none was entered yet, undefined after the last. */
export function nextStep(runOfShow: RunOfShow): Step | undefined {
  return runOfShow.steps[placeOf(runOfShow) + 1];
}

/** The step before the current one; undefined at or before the first. */
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

/** The spell that a step needs and the book lacks; undefined if it can be entered. */
export function lackingSpell({ spell }: Pick<Step, 'spell'>, book: readonly Pick<Spell, 'id'>[]): SpellId | undefined {
  return spell !== null && !book.some(({ id }) => id === spell) ? spell : undefined;
}

/** Whether entering a step starts a round; returning to a played round does not. */
export function beginsRound({ kind, roundId }: Pick<Step, 'kind' | 'roundId'>): boolean {
  return kind === 'round' && roundId === null;
}

/**
 * Round numbers by step. Played rounds have theirs; coming ones continue from the newest.
 * Skipped rounds have none until they are played.
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
