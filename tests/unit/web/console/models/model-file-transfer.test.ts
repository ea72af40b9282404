import { MAX_MODEL_BYTES } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { fetchModel, uploadModel } from '../../../../../apps/web/src/console/models/list/model-file-transfer';

const modelsUrl = '/api/models';
const answering =
  (status: number, body: string, requests: Request[] = []): typeof fetch =>
  (input, init) => {
    requests.push(new Request(new URL(input as string, 'http://here'), init));
    return Promise.resolve(new Response(body, { status }));
  };

describe('models as files', () => {
  test('are downloaded and uploaded', async () => {
    const requests: Request[] = [];
    const fetched = await fetchModel(modelsUrl, 'model-1', answering(200, 'zip', requests));
    expect(fetched.ok && (await fetched.value.text())).toBe('zip');
    expect(await uploadModel(modelsUrl, new Blob(['zip']), answering(201, '{}', requests))).toMatchObject({ ok: true });
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /api/models/model-1',
      'POST /api/models',
    ]);
    expect(await requests[1]?.text()).toBe('zip');
  });

  test('a refusal keeps the server’s message', async () => {
    const failure = { code: 'model-unreadable', message: 'That file is not a model.', mayRetry: false };
    expect(await uploadModel(modelsUrl, new Blob(['x']), answering(422, JSON.stringify(failure)))).toEqual({
      ok: false,
      failure,
    });
  });

  test('an invalid answer and no answer are failures', async () => {
    expect(await fetchModel(modelsUrl, 'x', answering(502, '<html>'))).toMatchObject({ failure: { code: 'internal' } });
    const offline: typeof fetch = () => Promise.reject(new TypeError('offline'));
    expect(await uploadModel(modelsUrl, new Blob(['x']), offline)).toMatchObject({ failure: { code: 'unreachable' } });
  });

  test('a file that is too large is not sent', async () => {
    const requests: Request[] = [];
    const large = { size: MAX_MODEL_BYTES + 1 } as Blob;
    expect(await uploadModel(modelsUrl, large, answering(200, '', requests))).toMatchObject({
      failure: { code: 'model-unreadable' },
    });
    expect(requests).toEqual([]);
  });
});
