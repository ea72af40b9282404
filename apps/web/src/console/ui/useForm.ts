import type { Answer, Failure } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';

export interface Form {
  readonly busy: Readonly<ShallowRef<boolean>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Sends it, unless it is on its way; does `then` where it was taken. */
  send: <T>(ask: () => Promise<Answer<T>>, then: (value: T) => void) => Promise<void>;
}

/** A form that is sent once at a time, and says why it was refused. */
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
      else failure.value = answer.failure;
    },
  };
}
