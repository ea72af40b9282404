import { toFailure, type Answer } from '@wandcast/protocol';
import { ask } from '../../../shared/connection/http-request';

/** The largest file worth sending, bytes: a model is a megabyte. */
export const MOST_BYTES = 64_000_000;

/** Fetches a model as a file. */
export async function fetchModel(modelsUrl: string, id: string, fetcher = fetch): Promise<Answer<Blob>> {
  return ask(
    () => fetcher(`${modelsUrl}/${id}`),
    (response) => response.blob(),
  );
}

/** Sends a file that holds a model. The models that are known then come as a message. */
export async function sendModel(modelsUrl: string, file: Blob, fetcher = fetch): Promise<Answer<undefined>> {
  if (file.size > MOST_BYTES)
    return { ok: false, failure: toFailure('model-unreadable', `${file.size} bytes are too many`) };
  const headers = { 'content-type': 'application/zip' };
  return ask(
    () => fetcher(modelsUrl, { method: 'POST', headers, body: file }),
    () => Promise.resolve(undefined),
  );
}
