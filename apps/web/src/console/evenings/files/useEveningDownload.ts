import { toFailure, type Failure } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../../connection/request';
import { translatedFailure } from '../../texts/translated-failure';

/** Downloads an evening after asking whether the server can, because a browser shows no reason why a download failed. */
export function useEveningDownload(): {
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  readonly download: (url: string) => Promise<void>;
} {
  const failure = shallowRef<Failure>();
  let isAsking = false;

  async function download(url: string): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    failure.value = undefined;
    const answer = await fetch(url, { method: 'HEAD' }).catch(() => undefined);
    isAsking = false;
    if (answer?.ok !== true) {
      failure.value = failureOf(answer?.status);
      return;
    }
    const link = document.createElement('a');
    link.href = url;
    link.download = '';
    link.click();
  }
  return { failure, download };
}

/** The failure by its status, because the answer has no body. */
function failureOf(status: number | undefined): Failure {
  if (status === 503) return translatedFailure(toFailure('evening-busy'));
  if (status === 404) return translatedFailure(toFailure('event-unknown'));
  return noAnswerFailure();
}
