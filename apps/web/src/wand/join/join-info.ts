import { isFailure, toFailure, type Failure } from '@wandcast/protocol';

/** Public information about an event, available before joining. */
export interface Door {
  readonly code: string;
  readonly title: string;
  readonly locked: boolean;
  /** The HTTPS address of this event; null if there is none, or if the page already has it. */
  readonly secureUrl: string | null;
}

export type Lookup = { readonly ok: true; readonly door: Door } | { readonly ok: false; readonly failure: Failure };

/** Normalizes a typed code: capitals, no spaces or dashes. */
export function tidyCode(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** Fetches the join info of the event `code`. Never rejects: network errors become failures. */
export async function lookUp(code: string, fetcher: typeof fetch = fetch): Promise<Lookup> {
  try {
    const response = await fetcher(`/api/events/${encodeURIComponent(code)}`, { signal: AbortSignal.timeout(10_000) });
    const body: unknown = await response.json();
    if (response.ok && isDoor(body)) return { ok: true, door: { ...body, secureUrl: secureUrlIn(body) } };
    return { ok: false, failure: isFailure(body) ? body : toFailure('internal', `status ${response.status}`) };
  } catch (error) {
    return { ok: false, failure: toFailure('unreachable', String(error)) };
  }
}

function isDoor(body: unknown): body is Omit<Door, 'secureUrl'> {
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

/** Accepts only an https address, because it becomes a link. */
function secureUrlIn(body: object): string | null {
  const url = 'secureUrl' in body ? body.secureUrl : null;
  return typeof url === 'string' && url.startsWith('https://') ? url : null;
}
