import type { Phase, Show } from '@wandcast/protocol';
import { clockWords } from '../../../shared/format/duration-text';
import { currentPhase, phaseState } from './step-order';

/**
 * How long the room was in a step when it was there last, ms: until the next entering of another. Null where it never was.
 * @param now ms since 1970 by the server's clock
 */
export function spentMs(show: Show, phase: Phase, now: number): number | null {
  const { enteredAt } = phase;
  if (enteredAt === null) return null;
  const later = show.phases.flatMap((one) =>
    one.enteredAt !== null && one.enteredAt > enteredAt ? [one.enteredAt] : [],
  );
  return Math.max(0, (phase.id === show.current ? now : Math.min(now, ...later)) - enteredAt);
}

/** The time of a step: what it took, what of what has passed, or what is planned; empty where that is open. */
export function timeWords(show: Show, phase: Phase, now: number): string {
  const planned = phase.seconds === null ? '' : clockWords(1_000 * phase.seconds);
  const spent = spentMs(show, phase, now);
  switch (phaseState(show, phase)) {
    case 'done':
      return spent === null ? planned : clockWords(spent);
    case 'current':
      if (spent === null) return planned;
      return planned === '' ? clockWords(spent) : `${clockWords(spent)} of ${planned}`;
    case 'coming':
      return planned;
    case 'skipped':
      return 'skipped';
  }
}

/** Whether the room is in a step for longer than was planned. */
export function isOver(show: Show, phase: Phase, now: number): boolean {
  const spent = spentMs(show, phase, now);
  return phase.id === show.current && phase.seconds !== null && spent !== null && spent > 1_000 * phase.seconds;
}

/** What is planned from now on, ms, as far as it is: the rest of this step and all that come. */
export function plannedMs(show: Show, now: number): number {
  const current = currentPhase(show);
  const coming = show.phases.filter((phase) => phaseState(show, phase) === 'coming');
  const rest =
    current === undefined || current.seconds === null
      ? 0
      : Math.max(0, 1_000 * current.seconds - (spentMs(show, current, now) ?? 0));
  return rest + coming.reduce((sum, { seconds }) => sum + 1_000 * (seconds ?? 0), 0);
}
