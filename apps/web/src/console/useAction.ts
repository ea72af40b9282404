import { toFailure, type Answer, type Failure } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';

export interface Action {
  readonly busy: Readonly<ShallowRef<boolean>>;
  /** Why the last attempt failed; undefined after a success and while one runs. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  readonly attempt: (ask: () => Promise<Answer<unknown>>) => void;
}

/** One thing the moderator may ask for: one attempt at a time, and every refusal kept as its sentence. */
export function useAction(): Action {
  const busy = shallowRef(false);
  const failure = shallowRef<Failure>();
  async function run(ask: () => Promise<Answer<unknown>>): Promise<void> {
    busy.value = true;
    failure.value = undefined;
    try {
      const answer = await ask();
      if (!answer.ok) failure.value = answer.failure;
    } catch {
      failure.value = { ...toFailure('internal'), message: 'The connection was lost before the server answered.' };
    } finally {
      busy.value = false;
    }
  }
  return {
    busy,
    failure,
    attempt: (ask) => {
      if (!busy.value) void run(ask);
    },
  };
}
