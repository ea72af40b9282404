import { castLine, type RecordedCast } from '@wandcast/gesture';
import type { ImportInfo, ImportState } from '@wandcast/protocol';
import type { TestServer } from './test-server.js';
import { casts, type ConsoleClient } from './console-client.js';

/** HTTP client for a server's API, authorized as the owner. */
export interface Routes {
  get(address: string, headers?: Record<string, string>): Promise<Response>;
  post(address: string, body: unknown): Promise<Response>;
  put(address: string, body: Uint8Array): Promise<Response>;
}

type Place = Pick<TestServer, 'url' | 'owner'>;

export function routesOf({ url, owner }: Place): Routes {
  const authorization = `Bearer ${owner}`;
  const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${address}`, { ...init, headers: { authorization, ...(init.headers as Record<string, string>) } });
  return {
    get: (address, headers = {}) => ask(address, { headers }),
    post: (address, body) =>
      ask(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    put: (address, body) =>
      ask(address, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: body as Uint8Array<ArrayBuffer>,
      }),
  };
}

/** The JSON body of a response. @throws Error with the failure's code and detail */
export async function valueOf<T>(pending: Promise<Response>): Promise<T> {
  const response = await pending;
  const body = (await response.json()) as T & { code?: string; detail?: string };
  if (!response.ok) throw new Error(`${body.code ?? response.status} ${body.detail ?? ''}`);
  return body;
}

/** Uploads a file in pieces. */
export async function upload(
  routes: Routes,
  file: Uint8Array,
  { name = 'casts.ndjson', piece = 1024 * 1024 } = {},
): Promise<ImportInfo> {
  let info = await valueOf<ImportInfo>(routes.post('/api/imports', { name, size: file.byteLength }));
  while (info.state.stage === 'uploading') {
    const { received } = info.state;
    const bytes = file.subarray(received, received + piece);
    info = await valueOf(routes.put(`/api/imports/${info.id}?at=${received}`, bytes));
  }
  return info;
}

type At<S extends ImportState['stage']> = Extract<ImportState, { stage: S }>;

/** Resolves with the state of an import when it reaches `stage`. @throws Error if it fails or is canceled before */
export async function importReached<S extends ImportState['stage']>(
  client: ConsoleClient,
  routes: Routes,
  id: string,
  stage: S,
): Promise<At<S>> {
  const finalStages = [stage, 'failed', 'canceled'];
  const progressed = client.waitForMessage(
    'import:progressed',
    (info) => info?.id === id && finalStages.includes(info.state.stage),
  );
  const now = await valueOf<ImportInfo>(routes.get(`/api/imports/${id}`));
  const info = finalStages.includes(now.state.stage) ? now : await progressed;
  if (info?.state.stage !== stage) throw new Error(JSON.stringify(info?.state));
  return info.state as At<S>;
}

/** Uploads a file and stores its casts. */
export async function importFile(
  client: ConsoleClient,
  routes: Routes,
  file: Uint8Array | string,
  { skipBad = false, name = 'casts.ndjson' } = {},
): Promise<At<'stored'>> {
  const { id } = await upload(routes, Buffer.from(file), { name });
  await importReached(client, routes, id, 'checked');
  await client.ask('import:store', { importId: id, skipBad });
  return importReached(client, routes, id, 'stored');
}

/** Simulated casts of a glyph, as read from a file. */
export function recorded(
  glyph: string | null | undefined,
  label: string | null,
  people: number,
  each: number,
  seed: number,
): RecordedCast[] {
  return casts(glyph ?? '', people, each, seed).flatMap((own, person) =>
    own.map((signal, n) => ({ id: `${label ?? 'x'}-${person}-${n}`, user: `Person ${person + 1}`, label, signal })),
  );
}

export function ndjson(file: readonly RecordedCast[]): string {
  return file.map((cast) => `${castLine(cast)}\n`).join('');
}
