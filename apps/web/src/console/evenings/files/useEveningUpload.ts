import { MAX_EVENING_BYTES, isFailure, toFailure, type EveningImported, type Failure } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../../connection/request';
import { translatedFailure } from '../../texts/translated-failure';

/** The upload of a whole evening. */
export type EveningUpload =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly file: string; /** 0..1 */ readonly done: number }
  | { readonly kind: 'imported'; readonly evening: EveningImported }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface EveningUploads {
  readonly upload: Readonly<ShallowRef<EveningUpload>>;
  readonly send: (file: File) => void;
  readonly cancel: () => void;
}

/** Uploads one file at a time to a room. XMLHttpRequest, because fetch does not tell how much was sent. */
export function useEveningUpload(url: () => string): EveningUploads {
  const upload = shallowRef<EveningUpload>({ kind: 'idle' });
  let request: XMLHttpRequest | undefined;

  function cancel(): void {
    request?.abort();
  }
  function send(file: File): void {
    if (upload.value.kind === 'sending') return;
    if (file.size > MAX_EVENING_BYTES) {
      upload.value = failed(toFailure('evening-too-large'));
      return;
    }
    const own = (request = new XMLHttpRequest());
    upload.value = { kind: 'sending', file: file.name, done: 0 };
    own.upload.onprogress = ({ loaded, total }) => {
      upload.value = { kind: 'sending', file: file.name, done: total === 0 ? 0 : loaded / total };
    };
    own.onload = () => (upload.value = resultOf(own));
    own.onerror = () => (upload.value = { kind: 'failed', failure: noAnswerFailure() });
    own.onabort = () => (upload.value = { kind: 'idle' });
    own.open('POST', url());
    own.setRequestHeader('content-type', 'application/octet-stream');
    own.send(file);
  }
  onBeforeUnmount(cancel);
  return { upload, send, cancel };
}

function resultOf({ status, responseText }: XMLHttpRequest): EveningUpload {
  const answer = parsed(responseText);
  if (isFailure(answer)) return failed(answer);
  if (status >= 300 || answer === undefined) return { kind: 'failed', failure: noAnswerFailure() };
  return { kind: 'imported', evening: answer as EveningImported };
}

function failed(failure: Failure): EveningUpload {
  return { kind: 'failed', failure: translatedFailure(failure) };
}

/** Undefined if it is no JSON, as when a proxy answered. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
