import { toFailure, type Answer, type Failure } from '@wandcast/protocol';
import {
  computed,
  inject,
  provide,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';
import type { Link } from '../../shared/connection/socket-connection';

const watches: InjectionKey<Readonly<Ref<boolean>>> = Symbol('watches');

/** Tells every action below whether whoever signed in only watches: a viewer's buttons are there, and do nothing. */
export function provideWatches(only: Readonly<Ref<boolean>>): void {
  provide(watches, only);
}

export interface Action {
  /** While an attempt runs, while there is no server to ask, and for whoever may only watch. */
  readonly disabled: ComputedRef<boolean>;
  /** Why the last attempt failed; undefined after a success and while one runs. */
  readonly failure: ShallowRef<Failure | undefined>;
  readonly attempt: (ask: () => Promise<Answer<unknown>>) => void;
}

/** Whether whoever signed in only watches, for what is no action of a socket. */
export function isWatching(): Readonly<Ref<boolean>> {
  return inject(watches, shallowRef(false));
}

/**
 * One thing the moderator may ask for: one attempt at a time, and every refusal kept as its sentence.
 * @param forViewers whoever only watches may ask for it too
 */
export function useAction(link: Readonly<ShallowRef<Link>>, forViewers = false): Action {
  const busy = shallowRef(false);
  const watchesOnly = forViewers ? shallowRef(false) : isWatching();
  const disabled = computed(() => busy.value || link.value.kind !== 'open' || watchesOnly.value);
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
