import type { Answer, Failure } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';
import { translatedFailure } from '../texts/translated-failure';

export interface Form {
  readonly busy: Readonly<ShallowRef<boolean>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Sends a request unless one is running; calls `then` on success. */
  send: <T>(ask: () => Promise<Answer<T>>, then: (value: T) => void) => Promise<void>;
}

/** State of a form: one request at a time, and its failure. */
export function useForm(): Form {
  const busy = shallowRef(false);
  const failure = shallowRef<Failure>();
  return {
    busy,
    failure,
    async send(ask, then) {
      if (busy.value) return;
      busy.value = true;
      failure.value = undefined;
      const answer = await ask();
      busy.value = false;
      if (answer.ok) then(answer.value);
      else failure.value = translatedFailure(answer.failure);
    },
  };
}
