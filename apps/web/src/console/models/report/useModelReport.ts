import type { Failure, ModelReport } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { noAnswerFailure } from '../../connection/request';
import type { ConsoleClient } from '../../connection/useConsoleClient';

type ReportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly report: ModelReport }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Reports {
  readonly state: ComputedRef<ReportState>;
  again: () => void;
}

const none: ReportState = { kind: 'none' };

/** The report of the selected model. Reports never change, so each is loaded only once. */
export function useModelReport(client: ConsoleClient, chosen: () => string | undefined): Reports {
  const reports = shallowRef<ReadonlyMap<string, ReportState>>(new Map());
  const set = (id: string, state: ReportState): void => {
    reports.value = new Map(reports.value).set(id, state);
  };

  async function load(id: string): Promise<void> {
    set(id, { kind: 'loading' });
    try {
      const answer = await client.models.inspect(id);
      set(id, answer.ok ? { kind: 'loaded', report: answer.value } : { kind: 'failed', failure: answer.failure });
    } catch {
      set(id, { kind: 'failed', failure: noAnswerFailure() });
    }
  }
  function loadIfNeeded(id: string | undefined): void {
    const state = id === undefined ? undefined : reports.value.get(id);
    const idle = state === undefined || state.kind === 'failed';
    if (id !== undefined && idle && client.link.value.kind === 'open') void load(id);
  }
  watch(
    [chosen, client.link],
    ([id]) => {
      loadIfNeeded(id);
    },
    { immediate: true },
  );
  return {
    state: computed(() => {
      const id = chosen();
      return id === undefined ? none : (reports.value.get(id) ?? none);
    }),
    again: () => {
      loadIfNeeded(chosen());
    },
  };
}
