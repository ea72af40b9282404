import type { Phase, Round, Show } from '@wandcast/protocol';

/** Where a step of the plan stands. `skipped`: the room went past it without entering it. */
export type PhaseState = 'done' | 'current' | 'coming' | 'skipped';

const placeOf = ({ phases, current }: Show): number => phases.findIndex(({ id }) => id === current);

/** The step the room is in; undefined before the first. */
export function currentPhase(show: Show): Phase | undefined {
  return show.phases[placeOf(show)];
}

/** The step that comes next: the first one before the show; undefined after the last. */
export function nextPhase(show: Show): Phase | undefined {
  return show.phases[placeOf(show) + 1];
}

/** The step before the one the room is in; undefined at the first, and before it. */
export function phaseBefore(show: Show): Phase | undefined {
  return show.phases[placeOf(show) - 1];
}

export function phaseState(show: Show, phase: Phase): PhaseState {
  const here = placeOf(show);
  const place = show.phases.findIndex(({ id }) => id === phase.id);
  if (place === here) return 'current';
  if (place > here) return 'coming';
  return phase.enteredAt === null ? 'skipped' : 'done';
}

/** Whether entering a step begins a round: coming back to one that was played begins none. */
export function beginsRound({ kind, roundId }: Pick<Phase, 'kind' | 'roundId'>): boolean {
  return kind === 'round' && roundId === null;
}

/**
 * Numbers of the rounds of a plan, by step. Played ones have theirs; those to come go on counting from the newest round.
 * One that was skipped has none: which it would get is not known before it is played.
 */
export function roundNumbers(show: Show, rounds: readonly Round[]): ReadonlyMap<string, number> {
  const here = placeOf(show);
  const numbers = new Map<string, number>();
  let next = Math.max(0, ...rounds.map(({ number }) => number));
  for (const [place, phase] of show.phases.entries()) {
    if (phase.kind !== 'round') continue;
    const played = rounds.find(({ id }) => id === phase.roundId);
    if (played !== undefined) numbers.set(phase.id, played.number);
    else if (beginsRound(phase) && place > here) numbers.set(phase.id, ++next);
  }
  return numbers;
}
