import { computed, readonly, shallowRef, watch, type ComputedRef, type DeepReadonly, type ShallowRef } from 'vue';
import type { OrientationView } from '../../shared/orientation/useOrientation';

export interface UprightCheck {
  /** Whether the participant started the check, and it waits for the phone to be held upright. */
  readonly asks: ComputedRef<boolean>;
  /** Whether the check has succeeded. */
  readonly done: DeepReadonly<ShallowRef<boolean>>;
  begin(): void;
  /** Cancels; the sign stays as it was. */
  end(): void;
}

/** Repeats the upright check on request, whatever the current result is. */
export function useUprightCheck(orientation: Pick<OrientationView, 'step' | 'restart' | 'cancel'>): UprightCheck {
  const requested = shallowRef(false);
  const done = shallowRef(false);
  watch(
    () => orientation.step.value.kind,
    (kind) => {
      if (!requested.value || kind !== 'known') return;
      requested.value = false;
      done.value = true;
    },
    { flush: 'sync' },
  );
  return {
    asks: computed(() => requested.value && orientation.step.value.kind === 'asking'),
    done: readonly(done),
    begin() {
      requested.value = true;
      done.value = false;
      orientation.restart();
    },
    end() {
      requested.value = false;
      done.value = false;
      orientation.cancel();
    },
  };
}
