import { MAX_CASTS_FETCHED, type Participant } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { shallowRef, type ShallowRef } from 'vue';
import { revokeLater } from '../../../shared/capabilities/object-url';
import { listOwnCasts } from '../../history/list-own-casts';
import { exportLine } from './own-data-export';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly casts: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface DataExport {
  readonly state: Readonly<ShallowRef<ExportState>>;
  save(): Promise<void>;
}

/**
 * Downloads all casts of the participant as one file: those on the server, page by page, and those pending on this
 * phone.
 */
export function useDataExport(wand: Wand, participant: () => Participant, name: string): DataExport {
  const state = shallowRef<ExportState>({ kind: 'idle' });

  async function lines(): Promise<string[]> {
    const { waiting } = wand.own;
    const heads = (await listOwnCasts(wand.own)).reverse();
    const written: string[] = [];
    for (let from = 0; from < heads.length; from += MAX_CASTS_FETCHED) {
      state.value = { kind: 'running', done: from, of: heads.length + waiting.length };
      const page = heads.slice(from, from + MAX_CASTS_FETCHED);
      const casts = new Map((await wand.own.fetch(page.map(({ castId }) => castId))).map((one) => [one.castId, one]));
      for (const head of page) {
        const samples = casts.get(head.castId); // undefined if it was deleted meanwhile
        if (samples) written.push(exportLine({ ...head, ...samples, recognized: head.recognized }, participant()));
      }
    }
    const stored = new Set(heads.map(({ castId }) => castId));
    for (const cast of waiting)
      if (!stored.has(cast.castId)) written.push(exportLine({ ...cast, recognized: undefined }, participant()));
    return written;
  }

  return {
    state,
    async save() {
      state.value = { kind: 'running', done: 0, of: 0 };
      try {
        const written = await lines();
        download(`${written.join('\n')}\n`, name);
        state.value = { kind: 'done', casts: written.length };
      } catch (error) {
        state.value = { kind: 'failed', error };
      }
    },
  };
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  revokeLater(url);
}
