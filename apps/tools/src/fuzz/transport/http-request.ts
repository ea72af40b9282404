import { request } from 'node:http';

export interface HttpAttempt {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfter?: number | undefined;
}

export interface HttpResult {
  /** 0 if there was no answer. */
  readonly status: number;
  /** The beginning of the answer. */
  readonly text: string;
}

/** Longest time for a whole answer, ms. */
const ANSWER_MS = 60_000;

/** Most of an answer that is read, characters. The rest of a long one, such as an export, is cut off. */
const READ = 200_000;

/** Sends what `fetch` would refuse to send: any header with any method, and bodies that end too early. */
export function sendHttp({ url, method, headers, body, cutAfter }: HttpAttempt): Promise<HttpResult> {
  return new Promise((resolve) => {
    const none = { status: 0, text: '' };
    try {
      const { pathname, search, origin } = splitUrl(url);
      const sent = request(
        origin,
        { method, path: pathname + search, headers, agent: false, signal: AbortSignal.timeout(ANSWER_MS) },
        (response) => {
          let text = '';
          response.setEncoding('latin1');
          const finish = (): void => {
            resolve({ status: response.statusCode ?? 0, text: Buffer.from(text, 'latin1').toString('utf8') });
          };
          response.on('data', (part: string) => {
            text += part;
            if (text.length > READ) response.destroy();
          });
          response.on('end', finish).on('close', finish).on('error', finish);
        },
      );
      sent.on('error', () => {
        resolve(none);
      });
      if (cutAfter === undefined) sent.end(body);
      else
        sent.write(body?.subarray(0, cutAfter) ?? '', () => {
          sent.destroy();
          resolve(none);
        });
    } catch {
      resolve(none); // Node refuses this header or path itself
    }
  });
}

/** Without the normalization of URL, which would undo `..` and other oddities. */
function splitUrl(url: string): { readonly origin: string; readonly pathname: string; readonly search: string } {
  const [, origin = '', pathname = '/', search = ''] = /^(https?:\/\/[^/]+)([^?]*)(.*)$/s.exec(url) ?? [];
  return { origin, pathname, search };
}
