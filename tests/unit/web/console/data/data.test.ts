import type { Dataset, ImportInfo, ImportReport } from '@wandcast/protocol';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { holdsText, sinceText } from '../../../../../apps/web/src/console/data/dataset-text';
import { exportUrl } from '../../../../../apps/web/src/console/data/export-url';
import {
  bytesText,
  contentText,
  newText,
  resultText,
  storeText,
} from '../../../../../apps/web/src/console/data/import-text';
import { uploadFile } from '../../../../../apps/web/src/console/data/resumable-upload';
import { datasetText } from '../../../../../apps/web/src/console/models/list/model-text';

const report = (part: Partial<ImportReport>): ImportReport => ({
  ...{ format: 'ndjson', isGzipped: false, casts: 1000, labeled: 1000, known: 0, people: 10, spells: [], bad: [] },
  ...{ badLines: 0, ...part },
});

describe('texts about a file', () => {
  test('describe its content, its new casts, and the button', () => {
    expect(contentText(report({}))).toBe('1,000 casts of 10 people, all labeled');
    expect(contentText(report({ labeled: 0, casts: 1, people: 1 }))).toBe('1 cast of 1 person, none labeled');
    expect(contentText(report({ casts: 0 }))).toBe('No casts can be read in this file');
    expect(newText(report({ known: 12 }))).toBe('12 are here already, and will be skipped.');
    expect(newText(report({ known: 1000 }))).toBe('All of them are here already.');
    expect(newText(report({}))).toBe('All of them are new.');
    expect(newText(report({ format: 'tidy-csv' }))).toContain('casts exported from this room would be saved again');
    expect(storeText(report({ known: 12 }))).toBe('Save 988 casts');
    expect(storeText(report({ badLines: 3 }))).toBe('Save the 1,000 good casts');
    expect(resultText({ stored: 1, known: 2, rejected: 1 })).toBe('1 cast saved, 2 were here already, 1 bad line skipped'); // prettier-ignore
    expect([12, 51_119, 3_240_000].map(bytesText)).toEqual(['12 bytes', '51 kB', '3.2 MB']);
  });

  test('an export URL contains only non-default options', () => {
    const defaults = { format: 'ndjson', isGzipped: false, labels: 'held', dataset: null, spell: null } as const;
    expect(exportUrl('/api', defaults)).toBe('/api/casts.ndjson');
    expect(exportUrl('/api', { ...defaults, format: 'csv', isGzipped: true, labels: 'none', spell: 'tide' })).toBe(
      '/api/casts.csv.gz?labels=none&spell=tide',
    );
  });
});

test('a dataset describes its content, its changes, and its model', () => {
  const since = { discarded: 2, relabeled: 0, deleted: 1 };
  const dataset: Dataset = { id: 'd', name: 'Friday', note: '', by: 'Ada', at: 0, casts: 12, people: 3, spells: 1, discarded: 1, since }; // prettier-ignore
  expect(holdsText(dataset)).toBe('12 casts of 3 people, 1 spell, 1 discarded');
  expect(sinceText(dataset)).toBe('2 discarded, 1 deleted or replaced');
  expect(sinceText({ since: { discarded: 0, relabeled: 0, deleted: 0 } })).toBeNull();
  const at = new Date(2026, 10, 27, 20, 9).getTime();
  expect(datasetText({ id: 'd', name: 'Friday', at, casts: 12 }, at)).toBe(', from the dataset Friday (12 casts, saved 20:09)'); // prettier-ignore
  expect(datasetText(null)).toBe('');
});

describe('uploading a file', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  /** Fakes a server that stores uploaded bytes. @param fails whether the n-th request gets no answer */
  function fakeServer(fails: (request: number) => boolean): { received: string; requested: string[] } {
    const server = { received: '', requested: [] as string[] };
    let requests = 0;
    const info = (): ImportInfo => ({
      ...{ id: 'i', name: 'a', size: 3_000_000, by: 'Ada', at: 0 },
      state: server.received.length === 3_000_000 ? { stage: 'checking', done: 0 } : { stage: 'uploading', received: server.received.length }, // prettier-ignore
    });
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
      server.requested.push(`${init.method ?? 'GET'} ${url}`);
      if (fails(requests++)) throw new TypeError('offline');
      const at = new URL(url, 'http://here').searchParams.get('at');
      if (at === String(server.received.length) && init.body instanceof Blob) server.received += await init.body.text();
      return new Response(JSON.stringify(info()));
    });
    return server;
  }
  const file = new File(['x'.repeat(3_000_000)], 'a', { lastModified: 5 });
  const at = (n: number): string => `PUT /api/imports/i?at=${n * 1024 * 1024}`;

  test('resumes from what the server has, and retries without an answer', async () => {
    const server = fakeServer((request) => [0, 2, 3].includes(request));
    const waiting: boolean[] = [];
    const sent: number[] = [];
    const ended = await uploadFile('/api/imports', file, {
      onSent: (bytes) => sent.push(bytes),
      onWaiting: (isWaiting) => waiting.push(isWaiting),
      signal: new AbortController().signal,
      wait: () => Promise.resolve(),
    });
    expect(ended).toMatchObject({ kind: 'sent', info: { state: { stage: 'checking' } } });
    expect(server.requested.slice(1)).toEqual(['POST /api/imports', at(0), at(0), at(0), at(1), at(2)]);
    expect(server.received).toHaveLength(3_000_000);
    expect(waiting.filter(Boolean)).toHaveLength(3);
    expect(sent).toEqual([0, 1_048_576, 2_097_152]);
  });

  test('reports a refusal, and stops on request', async () => {
    const failure = { code: 'import-busy', message: 'Another file', mayRetry: true };
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(failure), { status: 409 })));
    const quiet = { onSent: () => undefined, onWaiting: () => undefined };
    expect(await uploadFile('/api/imports', file, { ...quiet, signal: new AbortController().signal })).toEqual({
      kind: 'refused',
      failure,
    });
    expect(await uploadFile('/api/imports', file, { ...quiet, signal: AbortSignal.abort() })).toEqual({
      kind: 'stopped',
    });
  });
});
