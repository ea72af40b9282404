import { newKey } from '@wandcast/wand';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../../connection/useConsoleClient';

export interface PhoneTrial {
  /** Identifies the trial in the phone's link. */
  readonly id: string;
  readonly isOpen: Readonly<ShallowRef<boolean>>;
  /** Casts of the phone since the trial was opened. */
  readonly casts: Readonly<ShallowRef<number>>;
  readonly toggle: () => void;
}

/** Characters of an id: 96 random bits. */
const ID_LENGTH = 16;

/**
 * Tries a model on the casts of a phone. The server is told the model again whenever it may have forgotten it.
 * @param predicted is called with the probabilities of each cast
 */
export function usePhoneTrial(
  client: ConsoleClient,
  modelId: () => string,
  predicted: (probabilities: readonly number[]) => void,
): PhoneTrial {
  const id = newKey().slice(0, ID_LENGTH);
  const isOpen = shallowRef(false);
  const casts = shallowRef(0);

  /** Without an answer, the next reconnection tells it again. */
  function tell(model: string | null): void {
    client.models.openTrial(id, model).catch(() => undefined);
  }
  watch([isOpen, modelId, client.link, () => client.state.value?.event.code], ([open, model, link], [wasOpen]) => {
    if (link.kind === 'open' && (open || wasOpen)) tell(open ? model : null);
  });
  watch(client.models.phoneCast, (cast) => {
    if (!isOpen.value || cast?.trialId !== id || cast.modelId !== modelId()) return;
    casts.value++;
    predicted(cast.probabilities);
  });
  onBeforeUnmount(() => {
    if (isOpen.value) tell(null);
  });
  return {
    ...{ id, isOpen, casts },
    toggle: () => {
      casts.value = 0;
      isOpen.value = !isOpen.value;
    },
  };
}
