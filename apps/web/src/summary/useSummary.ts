import type { Failure, Summary } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';
import { requestJson } from '../shared/connection/http-request';

export type SummaryState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'read'; readonly summary: Summary };

/** Fetches the event summary for the link's token. `read` fetches again. */
export function useSummary(token: string): { readonly state: Readonly<ShallowRef<SummaryState>>; read: () => void } {
  const state = shallowRef<SummaryState>({ kind: 'reading' });
  async function ask(): Promise<void> {
    state.value = { kind: 'reading' };
    const answer = await requestJson<Summary>('GET', `/api/summary?token=${encodeURIComponent(token)}`);
    state.value = answer.ok ? { kind: 'read', summary: answer.value } : { kind: 'failed', failure: answer.failure };
  }
  const read = (): void => void ask();
  read();
  return { state, read };
}
