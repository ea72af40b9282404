import type { Failure } from '@wandcast/protocol';
import { computed, inject, provide, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue';
import { useAction, type Action } from '../connection/useAction';
import type { ConsoleClient } from '../connection/useConsoleClient';

const latestKey: InjectionKey<ShallowRef<symbol | undefined>> = Symbol('latest');

interface TeamAction extends Omit<Action, 'failure'> {
  /** Why the last request of the screen failed, if it was this panel's. */
  readonly failure: ComputedRef<Failure | undefined>;
}

/** Lets the panels below share which of them acted last. */
export function provideTeamActions(): void {
  provide(latestKey, shallowRef());
}

/** As `useAction`, but a failure is shown only until any panel of the screen acts again. */
export function useTeamAction(link: ConsoleClient['link'], forViewers = false): TeamAction {
  const { disabled, failure, attempt } = useAction(link, forViewers);
  const latest = inject(latestKey, shallowRef<symbol>());
  const panel = Symbol('panel');
  return {
    disabled,
    failure: computed(() => (latest.value === panel ? failure.value : undefined)),
    attempt: (ask) => {
      latest.value = panel;
      attempt(ask);
    },
  };
}
