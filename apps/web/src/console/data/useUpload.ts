import { toFailure, type Failure } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { uploadFile } from './resumable-upload';
import { texts } from '../texts/console-texts';
import { translatedFailure } from '../texts/translated-failure';

type Upload =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'sending';
      readonly name: string;
      readonly size: number;
      readonly sent: number;
      readonly isWaiting: boolean;
    }
  | { readonly kind: 'refused'; readonly name: string; readonly failure: Failure };

export interface Uploads {
  readonly upload: Readonly<ShallowRef<Upload>>;
  send: (file: File) => void;
  stop: () => void;
  forget: () => void;
}

/** Uploads one file at a time, across screens, while the console is open. @param importsUrl address of the room's imports */
export function useUpload(importsUrl: () => string): Uploads {
  const upload = shallowRef<Upload>({ kind: 'none' });
  let abort: AbortController | undefined;

  function change(part: { sent?: number; isWaiting?: boolean }): void {
    if (upload.value.kind === 'sending') upload.value = { ...upload.value, ...part };
  }
  async function run(file: File, signal: AbortSignal): Promise<void> {
    const { name, size } = file;
    upload.value = { kind: 'sending', name, size, sent: 0, isWaiting: false };
    const result = await uploadFile(importsUrl(), file, {
      signal,
      onSent: (sent) => {
        change({ sent });
      },
      onWaiting: (isWaiting) => {
        change({ isWaiting });
      },
    });
    if (signal.aborted) return;
    upload.value =
      result.kind === 'refused'
        ? { kind: 'refused', name, failure: translatedFailure(result.failure) }
        : { kind: 'none' };
  }
  function stop(): void {
    abort?.abort();
    upload.value = { kind: 'none' };
  }
  onBeforeUnmount(stop);
  return {
    upload,
    send: (file) => {
      if (upload.value.kind === 'sending') return;
      if (file.size === 0) {
        const failure = { ...toFailure('file-unreadable'), message: texts().data.import.empty };
        upload.value = { kind: 'refused', name: file.name, failure };
        return;
      }
      abort = new AbortController();
      void run(file, abort.signal);
    },
    stop,
    forget: () => {
      if (upload.value.kind === 'refused') upload.value = { kind: 'none' };
    },
  };
}
