import { isFailure, toFailure, type Answer } from '@wandcast/protocol';

/**
 * Asks the server over HTTP; what it refuses, and that it cannot be reached, are failures as on a socket. The session's
 * cookie goes along by itself.
 */
export async function ask<T>(
  request: () => Promise<Response>,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  try {
    const response = await request();
    if (response.ok) return { ok: true, value: await read(response) };
    const body: unknown = await response.json().catch(() => undefined);
    if (isFailure(body)) return { ok: false, failure: body };
    return { ok: false, failure: toFailure('internal', `answered ${response.status}`) };
  } catch {
    const message = 'The server could not be reached, or its answer was lost.';
    return { ok: false, failure: { ...toFailure('internal'), message } };
  }
}

/** The same for a request and an answer that are JSON; nothing is read from an answer without a body. */
export function askJson<T>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<Answer<T>> {
  const headers = { 'content-type': 'application/json' };
  return ask(
    () => fetch(url, { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) }),
    async (response) => (response.status === 204 ? undefined : await response.json()) as T,
  );
}
