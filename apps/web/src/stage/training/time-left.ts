import type { TrainingProgress } from '@wandcast/protocol';

/** The time left of a training, as the room sees it: unknown at first, then it only falls. */
export interface TimeLeft {
  readonly trainingId: string;
  /** Time of the first estimate, ms. */
  readonly since: number;
  /** Rounded up. Before it is shown, the highest estimate so far; then the lowest one. */
  readonly seconds: number;
  /** Once shown, it stays until the training ends. */
  readonly isShown: boolean;
}

/** How long estimates are collected before one is shown, ms. The first ones jump between parts of a training. */
export const CONFIRM_MS = 1_500;

/** Steps of the time shown, s: up to a time, in multiples of a step. */
const STEPS = [
  { upTo: 60, step: 5 },
  { upTo: 180, step: 10 },
  { upTo: Infinity, step: 60 },
] as const;
/** The shortest time shown: "a few seconds". */
export const FEW_SECONDS = 5;

/**
 * The time left after another progress message. An estimate that vanishes or grows changes nothing.
 * @param now ms, never decreases
 */
export function nextTimeLeft(
  before: TimeLeft | undefined,
  { id, secondsLeft }: Pick<TrainingProgress, 'id' | 'secondsLeft'>,
  now: number,
): TimeLeft | undefined {
  const known = before?.trainingId === id ? before : undefined;
  if (known === undefined)
    return secondsLeft === null
      ? undefined
      : { trainingId: id, since: now, seconds: roundUp(secondsLeft), isShown: false };
  const seconds = secondsLeft === null ? known.seconds : roundUp(secondsLeft);
  if (now - known.since < CONFIRM_MS) return { ...known, seconds: Math.max(known.seconds, seconds) };
  return { ...known, seconds: Math.min(known.seconds, seconds), isShown: true };
}

function roundUp(seconds: number): number {
  const { step } = STEPS.find(({ upTo }) => seconds <= upTo) ?? STEPS[0];
  return Math.max(FEW_SECONDS, step * Math.ceil(seconds / step));
}
