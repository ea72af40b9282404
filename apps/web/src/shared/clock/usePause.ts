import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** A time in which something does not react. */
export interface Pause {
  readonly isOn: Readonly<ShallowRef<boolean>>;
  /** Begins it, or begins it again. */
  readonly begin: (ms: number) => void;
}

export function usePause(): Pause {
  const isOn = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => {
    clearTimeout(timer);
  });
  return {
    isOn,
    begin(ms) {
      clearTimeout(timer);
      isOn.value = true;
      timer = setTimeout(() => (isOn.value = false), ms);
    },
  };
}
