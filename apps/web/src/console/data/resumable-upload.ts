import { IMPORT_PIECE_BYTES, type Answer, type Failure, type ImportInfo } from '@wandcast/protocol';
import { ask, askJson } from '../../shared/connection/http-request';

/** How an upload ended: sent, refused, or stopped by the user. */
export type Sent =
  | { readonly kind: 'sent'; readonly info: ImportInfo }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

export interface Sending {
  /** Called with the bytes that the server has. */
  readonly onSent: (bytes: number) => void;
  /** Called when the server stops answering, and when it answers again. */
  readonly onWaiting: (isWaiting: boolean) => void;
  readonly signal: AbortSignal;
  readonly wait?: (ms: number) => Promise<void>;
}

/** Backoff between attempts, ms. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];

const slept = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Uploads a file in pieces, resuming an earlier upload. The server reports its progress after each piece;
 * if it does not answer, the request is repeated until it does or `signal` aborts.
 */
export async function sendFile(file: File, { onSent, onWaiting, signal, wait = slept }: Sending): Promise<Sent> {
  const about = { name: file.name, size: file.size, modified: file.lastModified };
  let missed = 0;
  let info: ImportInfo | undefined;
  while (!signal.aborted) {
    const answer: Answer<ImportInfo> =
      info === undefined ? await askJson('POST', '/api/imports', about) : await sendPiece(info, file, signal);
    if (answer.ok) {
      info = answer.value;
      missed = 0;
      onWaiting(false);
      if (info.state.stage !== 'uploading') return { kind: 'sent', info };
      onSent(info.state.received);
    } else if (answer.failure.mayRetry && answer.failure.code !== 'import-busy') {
      onWaiting(true);
      await wait(PAUSES_MS[Math.min(missed++, PAUSES_MS.length - 1)] ?? 0);
    } else return { kind: 'refused', failure: answer.failure };
  }
  return { kind: 'stopped' };
}

function sendPiece({ id, state }: ImportInfo, file: File, signal: AbortSignal): Promise<Answer<ImportInfo>> {
  const at = state.stage === 'uploading' ? state.received : 0;
  const headers = { 'content-type': 'application/octet-stream' };
  const body = file.slice(at, at + IMPORT_PIECE_BYTES);
  return ask(
    () => fetch(`/api/imports/${id}?at=${at}`, { method: 'PUT', headers, body, signal }),
    (response) => response.json() as Promise<ImportInfo>,
  );
}
