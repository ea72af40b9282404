import { toFailure, type Failure, type ModelReport } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import { texts } from '../../texts/console-texts';

export type ReportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly report: ModelReport }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Reports {
  readonly state: ComputedRef<ReportState>;
  again: () => void;
}

const none: ReportState = { kind: 'none' };

/** The report of the selected model. Reports never change, so each is loaded once. */
export function useModelReport(client: ConsoleClient, chosen: () => string | undefined): Reports {
  const known = shallowRef<ReadonlyMap<string, ReportState>>(new Map());
  const set = (id: string, state: ReportState): void => {
    known.value = new Map(known.value).set(id, state);
  };

  async function load(id: string): Promise<void> {
    set(id, { kind: 'loading' });
    try {
      const answer = await client.inspect(id);
      set(id, answer.ok ? { kind: 'loaded', report: answer.value } : { kind: 'failed', failure: answer.failure });
    } catch {
      set(id, { kind: 'failed', failure: { ...toFailure('internal'), message: texts().shell.noAnswer } });
    }
  }
  function want(id: string | undefined): void {
    const state = id === undefined ? undefined : known.value.get(id);
    const idle = state === undefined || state.kind === 'failed';
    if (id !== undefined && idle && client.link.value.kind === 'open') void load(id);
  }
  watch(
    [chosen, client.link],
    ([id]) => {
      want(id);
    },
    { immediate: true },
  );
  return {
    state: computed(() => {
      const id = chosen();
      return id === undefined ? none : (known.value.get(id) ?? none);
    }),
    again: () => {
      want(chosen());
    },
  };
}
