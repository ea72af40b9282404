import { MAX_MODEL_BYTES, toFailure, type Answer } from '@wandcast/protocol';
import { request } from '../../../shared/connection/http-request';

/** Downloads a model. */
export async function fetchModel(modelsUrl: string, id: string, fetcher = fetch): Promise<Answer<Blob>> {
  return request(
    () => fetcher(`${modelsUrl}/${id}`),
    (response) => response.blob(),
  );
}

/** Uploads a model. The new list of models arrives as a message. */
export async function uploadModel(modelsUrl: string, file: Blob, fetcher = fetch): Promise<Answer<undefined>> {
  if (file.size > MAX_MODEL_BYTES)
    return { ok: false, failure: toFailure('model-unreadable', `${file.size} bytes are too many`) };
  const headers = { 'content-type': 'application/zip' };
  return request(
    () => fetcher(modelsUrl, { method: 'POST', headers, body: file }),
    () => Promise.resolve(undefined),
  );
}
