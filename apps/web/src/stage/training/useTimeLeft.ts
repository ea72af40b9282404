import type { TrainingProgress } from '@wandcast/protocol';
import { shallowRef, watch, type ShallowRef } from 'vue';
import { nextTimeLeft, type TimeLeft } from './time-left';

/** Seconds left of a training, rounded; null while unknown. */
export function useTimeLeft(training: () => TrainingProgress | null): Readonly<ShallowRef<number | null>> {
  const seconds = shallowRef<number | null>(null);
  let timeLeft: TimeLeft | undefined;
  watch(
    training,
    (progress) => {
      timeLeft = progress === null ? undefined : nextTimeLeft(timeLeft, progress, performance.now());
      seconds.value = timeLeft?.isShown === true ? timeLeft.seconds : null;
    },
    { immediate: true },
  );
  return seconds;
}
