import { isFailure, toFailure, type Failure } from '@wandcast/protocol';

/** What came of sending or fetching a file. */
export type FileOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Where files are fetched from and sent to, and by whom: a moderator's token opens it. */
export interface ModelShelf {
  readonly modelsUrl: string;
  readonly token: string;
}

/** The largest file worth sending, bytes: a model is a megabyte. */
export const MOST_BYTES = 64_000_000;

/** Fetches a model as a file. */
export async function fetchModel(shelf: ModelShelf, id: string, fetcher = fetch): Promise<FileOutcome<Blob>> {
  return ask(
    () => fetcher(`${shelf.modelsUrl}/${id}`, { headers: { authorization: `Bearer ${shelf.token}` } }),
    (response) => response.blob(),
  );
}

/** Sends a file that holds a model. The models that are known then come as a message. */
export async function sendModel(shelf: ModelShelf, file: Blob, fetcher = fetch): Promise<FileOutcome<undefined>> {
  if (file.size > MOST_BYTES)
    return { ok: false, failure: toFailure('model-unreadable', `${file.size} bytes are too many`) };
  const headers = { authorization: `Bearer ${shelf.token}`, 'content-type': 'application/zip' };
  return ask(
    () => fetcher(shelf.modelsUrl, { method: 'POST', headers, body: file }),
    () => Promise.resolve(undefined),
  );
}

async function ask<T>(
  request: () => Promise<Response>,
  read: (response: Response) => Promise<T>,
): Promise<FileOutcome<T>> {
  try {
    const response = await request();
    if (response.ok) return { ok: true, value: await read(response) };
    const body: unknown = await response.json().catch(() => undefined);
    if (isFailure(body)) return { ok: false, failure: body };
    return { ok: false, failure: toFailure('internal', `answered ${response.status}`) };
  } catch {
    const message = 'The server could not be reached. Nothing was changed.';
    return { ok: false, failure: { ...toFailure('internal'), message } };
  }
}
