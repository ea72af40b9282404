import { toFailure, type Failure, type FailureCode } from '@wandcast/protocol';
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

/** The failures by status, because the answer has no body. */
const failures: Readonly<Partial<Record<number, FailureCode>>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'event-unknown',
  409: 'evening-busy',
};

function failureOf(status = 0): Failure {
  const code = failures[status];
  return code === undefined ? noAnswerFailure() : translatedFailure(toFailure(code));
}
