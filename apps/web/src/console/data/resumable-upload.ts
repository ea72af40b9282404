import { IMPORT_PIECE_BYTES, type Answer, type Failure, type ImportInfo } from '@wandcast/protocol';
import { request, requestJson } from '../../shared/connection/http-request';

/** How an upload ended: sent, refused, or stopped by the user. */
type UploadResult =
  | { readonly kind: 'sent'; readonly info: ImportInfo }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

interface UploadOptions {
  /** Called with the number of bytes that the server has received. */
  readonly onSent: (bytes: number) => void;
  /** Called when the server stops answering, and when it answers again. */
  readonly onWaiting: (isWaiting: boolean) => void;
  readonly signal: AbortSignal;
  readonly wait?: (ms: number) => Promise<void>;
}

/** Delays between attempts, ms; the last one repeats. */
const BACKOFF_MS = [500, 1_000, 2_000, 4_000];

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Uploads a file of casts in pieces to a room and resumes an earlier upload of it. If the server does not answer, requests are repeated until
 * it does or `signal` aborts.
 */
export async function uploadFile(
  importsUrl: string,
  file: File,
  { onSent, onWaiting, signal, wait = sleep }: UploadOptions,
): Promise<UploadResult> {
  const about = { name: file.name, size: file.size, modified: file.lastModified };
  let failedAttempts = 0;
  let info: ImportInfo | undefined;
  while (!signal.aborted) {
    const answer: Answer<ImportInfo> =
      info === undefined
        ? await requestJson('POST', importsUrl, about)
        : await sendPiece(importsUrl, info, file, signal);
    if (answer.ok) {
      info = answer.value;
      failedAttempts = 0;
      onWaiting(false);
      if (info.state.stage !== 'uploading') return { kind: 'sent', info };
      onSent(info.state.received);
    } else if (answer.failure.mayRetry && answer.failure.code !== 'import-busy') {
      onWaiting(true);
      await wait(BACKOFF_MS[Math.min(failedAttempts++, BACKOFF_MS.length - 1)] ?? 0);
    } else return { kind: 'refused', failure: answer.failure };
  }
  return { kind: 'stopped' };
}

function sendPiece(
  importsUrl: string,
  { id, state }: ImportInfo,
  file: File,
  signal: AbortSignal,
): Promise<Answer<ImportInfo>> {
  const at = state.stage === 'uploading' ? state.received : 0;
  const headers = { 'content-type': 'application/octet-stream' };
  const body = file.slice(at, at + IMPORT_PIECE_BYTES);
  return request(
    () => fetch(`${importsUrl}/${id}?at=${at}`, { method: 'PUT', headers, body, signal }),
    (response) => response.json() as Promise<ImportInfo>,
  );
}
