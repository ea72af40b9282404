import type { Step, RunOfShow } from '@wandcast/protocol';
import { durationText } from '../../../shared/format/duration-text';
import { currentStep, stepState } from './step-order';
import { texts } from '../../texts/console-texts';

/**
 * Time spent in a step when it was last entered, ms; null if it never was.
 * @param now ms since 1970 by the server's clock
 */
export function spentMs(runOfShow: RunOfShow, step: Step, now: number): number | null {
  const { enteredAt } = step;
  if (enteredAt === null) return null;
  const later = runOfShow.steps.flatMap((one) =>
    one.enteredAt !== null && one.enteredAt > enteredAt ? [one.enteredAt] : [],
  );
  return Math.max(0, (step.id === runOfShow.current ? now : Math.min(now, ...later)) - enteredAt);
}

/** The time of a step: spent, "spent of planned", "planned +over", or planned; empty if it has no planned time. */
export function timeText(runOfShow: RunOfShow, step: Step, now: number): string {
  const planned = step.seconds === null ? '' : durationText(1_000 * step.seconds);
  const spent = spentMs(runOfShow, step, now);
  switch (stepState(runOfShow, step)) {
    case 'done':
      return spent === null ? planned : durationText(spent);
    case 'current':
      return spent === null ? planned : currentText(step, spent);
    case 'coming':
      return planned;
    case 'skipped':
      return texts().run.steps.skipped;
  }
}

/** A fraction "1:22 of 0:20" would look like a mistake, so that the time over is shown apart. */
function currentText({ seconds }: Step, spent: number): string {
  if (seconds === null) return durationText(spent);
  const planned = durationText(1_000 * seconds);
  const over = spent - 1_000 * seconds;
  const { spentOf, overBy } = texts().run.steps;
  return over < 1_000 ? spentOf(durationText(spent), planned) : overBy(planned, durationText(over));
}

/** Whether the current step takes longer than planned. */
export function isOver(runOfShow: RunOfShow, step: Step, now: number): boolean {
  const spent = spentMs(runOfShow, step, now);
  return step.id === runOfShow.current && step.seconds !== null && spent !== null && spent > 1_000 * step.seconds;
}

/** Planned time from now on, ms: the rest of this step and all coming ones. */
export function plannedMs(runOfShow: RunOfShow, now: number): number {
  const current = currentStep(runOfShow);
  const coming = runOfShow.steps.filter((step) => stepState(runOfShow, step) === 'coming');
  const rest =
    current === undefined || current.seconds === null
      ? 0
      : Math.max(0, 1_000 * current.seconds - (spentMs(runOfShow, current, now) ?? 0));
  return rest + coming.reduce((sum, { seconds }) => sum + 1_000 * (seconds ?? 0), 0);
}
