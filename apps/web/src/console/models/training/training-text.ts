import type { ModelKind, TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';
import { translatedFailure } from '../../texts/translated-failure';

/** The stage of a training: "Learning". */
export function stageText({ stage }: Pick<TrainingProgress, 'stage'>): string {
  return texts().models.training.stages[stage];
}

/** Below this time an exact number would be wrong most of the time, s. */
const FEW_SECONDS = 5;

/** Remaining time, no more exact than it is known: "about 25 s left"; empty if unknown. */
export function leftText(secondsLeft: number | null): string {
  const { fewSecondsLeft, secondsLeft: seconds, minutesLeft } = texts().models.training;
  if (secondsLeft === null) return '';
  if (secondsLeft < FEW_SECONDS) return fewSecondsLeft;
  if (secondsLeft < 20) return seconds(Math.round(secondsLeft));
  return secondsLeft < 90 ? seconds(5 * Math.round(secondsLeft / 5)) : minutesLeft(Math.round(secondsLeft / 60));
}

/** Why a training runs, and its data: "The training you started, 40 casts of 4 people". */
export function reasonText({ origin, casts, people }: Pick<TrainingProgress, 'origin' | 'casts' | 'people'>): string {
  const { reasons, reasonWithData } = texts().models.training;
  if (casts === null || people === null || casts === 0) return reasons[origin];
  return reasonWithData(reasons[origin], casts, people);
}

/** How a training ended; null after a success, because the new model is shown instead. */
export function endText({ outcome, failure }: TrainingEnd, activeVersion: number | undefined): string | null {
  const { noneActive, stillActive, stoppedDetail, failedDetail, noReason } = texts().models.training;
  const still = activeVersion === undefined ? noneActive : stillActive(activeVersion);
  switch (outcome) {
    case 'done':
      return null;
    case 'canceled':
      return stoppedDetail(still);
    case 'failed':
      return failedDetail(failure === null ? noReason : translatedFailure(failure).message, still);
  }
}

/** The kinds a moderator can choose from; the first is the default. */
export const kinds = ['auto', 'blend', 'rocket', 'cnn', 'cnn2018'] as const satisfies readonly ModelKind[];
