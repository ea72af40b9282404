import { toFailure, type Answer, type Failure } from '@wandcast/protocol';
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { Link } from '../net/link';

export interface Action {
  /** While an attempt runs, and while there is no server to ask. */
  readonly disabled: ComputedRef<boolean>;
  /** Why the last attempt failed; undefined after a success and while one runs. */
  readonly failure: ShallowRef<Failure | undefined>;
  readonly attempt: (ask: () => Promise<Answer<unknown>>) => void;
}

/** One thing the moderator may ask for: one attempt at a time, and every refusal kept as its sentence. */
export function useAction(link: Readonly<ShallowRef<Link>>): Action {
  const busy = shallowRef(false);
  const disabled = computed(() => busy.value || link.value.kind !== 'open');
  const failure = shallowRef<Failure>();
  async function run(ask: () => Promise<Answer<unknown>>): Promise<void> {
    busy.value = true;
    failure.value = undefined;
    try {
      const answer = await ask();
      if (!answer.ok) failure.value = answer.failure;
    } catch {
      const message =
        link.value.kind === 'open'
          ? 'The server did not answer in time.'
          : 'The connection was lost before the server answered.';
      failure.value = { ...toFailure('internal'), message };
    } finally {
      busy.value = false;
    }
  }
  return {
    disabled,
    failure,
    attempt: (ask) => {
      if (!disabled.value) void run(ask);
    },
  };
}
