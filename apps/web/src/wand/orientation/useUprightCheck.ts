import { computed, readonly, shallowRef, watch, type ComputedRef, type DeepReadonly, type ShallowRef } from 'vue';
import type { OrientationView } from '../../shared/orientation/useOrientation';

export interface HoldAgain {
  /** Whether an upright hold is being asked for, because someone wanted it. */
  readonly asks: ComputedRef<boolean>;
  /** Whether the hold they wanted has shown what there was to see. */
  readonly done: DeepReadonly<ShallowRef<boolean>>;
  begin(): void;
  /** Lets it be: the next cast asks where still nothing is known. */
  end(): void;
}

/** An upright hold whenever one wants it, whatever was found out before. */
export function useUprightCheck(orientation: Pick<OrientationView, 'step' | 'restart'>): HoldAgain {
  const wanted = shallowRef(false);
  const done = shallowRef(false);
  watch(
    () => orientation.step.value.kind,
    (kind) => {
      if (!wanted.value || (kind !== 'known' && kind !== 'skipped')) return;
      wanted.value = false;
      done.value = kind === 'known';
    },
    { flush: 'sync' },
  );
  return {
    asks: computed(() => wanted.value && orientation.step.value.kind === 'asking'),
    done: readonly(done),
    begin() {
      wanted.value = true;
      done.value = false;
      orientation.restart();
    },
    end() {
      wanted.value = false;
      done.value = false;
    },
  };
}
