import { toFailure, type Failure, type ModelReport } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { Console } from '../../connection/useConsole';

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

/** What the chosen model said of each judged cast. A model never changes its mind, so each is asked for once. */
export function useReport(desk: Console, chosen: () => string | undefined): Reports {
  const known = shallowRef<ReadonlyMap<string, ReportState>>(new Map());
  const set = (id: string, state: ReportState): void => {
    known.value = new Map(known.value).set(id, state);
  };

  async function load(id: string): Promise<void> {
    set(id, { kind: 'loading' });
    try {
      const answer = await desk.inspect(id);
      set(id, answer.ok ? { kind: 'loaded', report: answer.value } : { kind: 'failed', failure: answer.failure });
    } catch {
      set(id, { kind: 'failed', failure: { ...toFailure('internal'), message: 'The server did not answer in time.' } });
    }
  }
  function want(id: string | undefined): void {
    const state = id === undefined ? undefined : known.value.get(id);
    const idle = state === undefined || state.kind === 'failed';
    if (id !== undefined && idle && desk.link.value.kind === 'open') void load(id);
  }
  watch(
    [chosen, desk.link],
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
