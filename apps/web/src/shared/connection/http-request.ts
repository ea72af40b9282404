import { isFailure, toFailure, type Answer } from '@wandcast/protocol';

/**
 * Sends a request and returns the outcome as an {@link Answer}, as acknowledged socket messages do: refusals and network
 * errors become failures. Same-origin requests include the session cookie.
 */
export async function request<T>(
  send: () => Promise<Response>,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  try {
    const response = await send();
    if (response.ok) return { ok: true, value: await read(response) };
    const body: unknown = await response.json().catch(() => undefined);
    if (isFailure(body)) return { ok: false, failure: body };
    return { ok: false, failure: toFailure('internal', `answered ${response.status}`) };
  } catch {
    return { ok: false, failure: toFailure('unreachable') };
  }
}

/** Like {@link request}, with JSON bodies both ways. A 204 response yields undefined. */
export function requestJson<T>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<Answer<T>> {
  const headers = { 'content-type': 'application/json' };
  return request(
    () => fetch(url, { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) }),
    async (response) => (response.status === 204 ? undefined : await response.json()) as T,
  );
}
