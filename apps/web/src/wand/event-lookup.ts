import { isFailure, toFailure, type Failure } from '@wandcast/protocol';

/** What the door says of a room before one enters. */
export interface Door {
  readonly code: string;
  readonly title: string;
  readonly locked: boolean;
}

export type Lookup = { readonly ok: true; readonly door: Door } | { readonly ok: false; readonly failure: Failure };

/** A code as people type it, in the server's spelling: no spaces or dashes, capitals. */
export function tidyCode(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** Asks the server for the room `code`. Answers with a failure, never throws; without a network too. */
export async function lookUp(code: string, fetcher: typeof fetch = fetch): Promise<Lookup> {
  try {
    const response = await fetcher(`/api/events/${encodeURIComponent(code)}`, { signal: AbortSignal.timeout(10_000) });
    const body: unknown = await response.json();
    if (response.ok && isDoor(body)) return { ok: true, door: body };
    return { ok: false, failure: isFailure(body) ? body : toFailure('internal', `status ${response.status}`) };
  } catch (error) {
    return {
      ok: false,
      failure: { ...toFailure('internal', String(error)), message: 'The server could not be reached.' },
    };
  }
}

function isDoor(body: unknown): body is Door {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'title' in body &&
    typeof body.title === 'string' &&
    'locked' in body &&
    typeof body.locked === 'boolean'
  );
}
