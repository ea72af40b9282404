import { computed, watch, type ComputedRef } from 'vue';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';
import { useUprightCheck } from '../sensor/useUprightCheck';
import type { RoomPageName } from '../show/useRoomNavigation';

/** The check that the phone is held upright: when it replaces the page, and the check started in the settings. */
export function useUprightPage({ orientation }: MotionSensor, page: ComputedRef<RoomPageName>) {
  const check = useUprightCheck(orientation);
  /** About to record while the phone's orientation is unknown, or the check was started in the settings. */
  const isShown = computed(
    () =>
      (['teach', 'cast', 'practice'].includes(page.value) && orientation.step.value.kind === 'asking') ||
      (page.value === 'settings' && check.asks.value),
  );
  watch(page, () => {
    check.end();
  });
  return { check, isShown };
}
