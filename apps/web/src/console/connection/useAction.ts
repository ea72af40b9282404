import type { Answer, Failure } from '@wandcast/protocol';
import {
  computed,
  inject,
  nextTick,
  provide,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';
import type { ConnectionState } from '../../shared/connection/socket-connection';
import { texts } from '../texts/console-texts';
import { rememberFocus } from '../../shared/components/remember-focus';
import { translatedFailure } from '../texts/translated-failure';
import { noAnswerFailure } from './request';

const readOnlyKey: InjectionKey<Readonly<Ref<boolean>>> = Symbol('readOnly');

/** Disables the actions of all descendant components while `only` is true. */
export function provideReadOnly(only: Readonly<Ref<boolean>>): void {
  provide(readOnlyKey, only);
}

/** Requests without an answer yet, with the time of each call, of all descendant components that share them. */
export type PendingActions = Map<Promise<void>, number>;
const pendingKey: InjectionKey<PendingActions> = Symbol('pending');

/** Lets descendant components wait for the requests of each other. */
export function providePendingActions(): void {
  provide(pendingKey, new Map());
}
export function usePendingActions(): PendingActions {
  return inject(pendingKey, () => new Map<Promise<void>, number>(), true);
}

export interface Action {
  /** True while a request runs, while disconnected, and for viewers. */
  readonly disabled: ComputedRef<boolean>;
  /** Why the last request failed; undefined after a success and while one runs. */
  readonly failure: ShallowRef<Failure | undefined>;
  /** @param ask gets the time of this call, as `performance.now()`, by which undo orders actions */
  readonly attempt: (ask: (actedAt: number) => Promise<Answer<unknown>>) => void;
}

/** Whether the user is a viewer, for actions that do not use `useAction`. */
export function useReadOnly(): Readonly<Ref<boolean>> {
  return inject(readOnlyKey, shallowRef(false));
}

/**
 * Sends requests of the moderator, one at a time, and keeps the failure to show.
 * @param forViewers allows viewers to send them too
 */
export function useAction(link: Readonly<ShallowRef<ConnectionState>>, forViewers = false): Action {
  const busy = shallowRef(false);
  const pending = usePendingActions();
  const readOnly = forViewers ? shallowRef(false) : useReadOnly();
  const disabled = computed(() => busy.value || link.value.kind !== 'open' || readOnly.value);
  const failure = shallowRef<Failure>();
  async function run(ask: (actedAt: number) => Promise<Answer<unknown>>, actedAt: number): Promise<void> {
    busy.value = true;
    const refocus = rememberFocus();
    failure.value = undefined;
    try {
      const answer = await ask(actedAt);
      if (!answer.ok) failure.value = translatedFailure(answer.failure);
    } catch {
      failure.value = noAnswerFailure(link.value.kind === 'open' ? texts().shell.noAnswer : texts().shell.brokeOff);
    } finally {
      busy.value = false;
      void nextTick(refocus);
    }
  }
  return {
    disabled,
    failure,
    attempt: (ask) => {
      if (disabled.value) return;
      const actedAt = performance.now();
      const running = run(ask, actedAt);
      pending.set(running, actedAt);
      void running.then(() => pending.delete(running));
    },
  };
}
