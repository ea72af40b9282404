import { computed, shallowRef, type ComputedRef } from 'vue';
import type { ClientState } from '../connection/client-state';
import { useStoredSwitch } from '../ui/useStoredSwitch';
import { guideSteps, hasBegun, type GuideStepName } from './guide-steps';

/** Whether the guide is shown, and the steps that were skipped. This browser remembers both for each event. */
export interface Guide {
  readonly isShown: ComputedRef<boolean>;
  /** Whether it was dismissed and can be shown again. */
  readonly isDismissed: ComputedRef<boolean>;
  readonly dismiss: () => void;
  readonly show: () => void;
  readonly isSkipped: (name: GuideStepName) => boolean;
  readonly setSkipped: (name: GuideStepName, skipped: boolean) => void;
  /** Whether the guide was just asked for and should receive the focus. True once per request. */
  readonly takeFocus: () => boolean;
}

export function useGuide(state: () => ClientState): Guide {
  const code = computed(() => state().event.code);
  const hasStarted = computed(() => hasBegun(state()));
  const choices = computed(() => {
    const name = `guide:${code.value}`;
    return {
      wanted: useStoredSwitch(name, true),
      skipped: new Map(guideSteps.map((step) => [step, useStoredSwitch(`${name}:skip-${step}`, false)])),
    };
  });
  const focusWanted = shallowRef(false);
  return {
    isShown: computed(() => !hasStarted.value && choices.value.wanted.value),
    isDismissed: computed(() => !hasStarted.value && !choices.value.wanted.value),
    dismiss: () => {
      choices.value.wanted.value = false;
    },
    show: () => {
      focusWanted.value = true;
      choices.value.wanted.value = true;
    },
    isSkipped: (name) => choices.value.skipped.get(name)?.value === true,
    setSkipped: (name, skipped) => {
      const choice = choices.value.skipped.get(name);
      if (choice !== undefined) choice.value = skipped;
    },
    takeFocus: () => {
      const wanted = focusWanted.value;
      focusWanted.value = false;
      return wanted;
    },
  };
}
