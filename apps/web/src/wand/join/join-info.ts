import { isFailure, toFailure, type Failure } from '@wandcast/protocol';

/** Public information about an event, available before joining. */
export interface JoinInfo {
  readonly code: string;
  readonly title: string;
  readonly locked: boolean;
  /** The HTTPS address of this event; null if there is none, or if the page already has it. */
  readonly secureUrl: string | null;
}

export type JoinInfoResult =
  { readonly ok: true; readonly info: JoinInfo } | { readonly ok: false; readonly failure: Failure };

/** Fetches the join info of the event `code`. Never rejects: network errors become failures. */
export async function fetchJoinInfo(code: string, fetcher: typeof fetch = fetch): Promise<JoinInfoResult> {
  try {
    const response = await fetcher(`/api/events/${encodeURIComponent(code)}`, { signal: AbortSignal.timeout(10_000) });
    const body: unknown = await response.json();
    if (response.ok && isJoinInfo(body)) return { ok: true, info: { ...body, secureUrl: secureUrlIn(body) } };
    return { ok: false, failure: isFailure(body) ? body : toFailure('internal', `status ${response.status}`) };
  } catch (error) {
    return { ok: false, failure: toFailure('unreachable', String(error)) };
  }
}

function isJoinInfo(body: unknown): body is Omit<JoinInfo, 'secureUrl'> {
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
