import { computed, watch, type ComputedRef } from 'vue';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';
import { useUprightCheck } from '../sensor/useUprightCheck';
import type { RoomPageName } from '../show/useRoomNavigation';

/** The check that the phone is held upright, started in the settings: while it asks, it replaces the page. */
export function useUprightPage({ orientation }: MotionSensor, page: ComputedRef<RoomPageName>) {
  const check = useUprightCheck(orientation);
  const isShown = computed(() => page.value === 'settings' && check.asks.value);
  watch(page, () => {
    check.end();
  });
  return { check, isShown };
}
