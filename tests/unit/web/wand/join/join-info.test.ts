import { describe, expect, test } from 'vitest';
import { fetchJoinInfo } from '../../../../../apps/web/src/wand/join/join-info';

const answering = (status: number, body: string) => () => Promise.resolve(new Response(body, { status }));

describe('the join info', () => {
  test('is returned for an existing event', async () => {
    const info = { code: 'MOTH42', title: 'A talk', locked: false };
    expect(await fetchJoinInfo('MOTH42', answering(200, JSON.stringify(info)))).toEqual({
      ok: true,
      info: { ...info, secureUrl: null },
    });
  });

  test('accepts only an https URL as the secure address', async () => {
    const info = { code: 'MOTH42', title: 'A talk', locked: false };
    const secureOf = async (secureUrl: unknown): Promise<unknown> => {
      const lookup = await fetchJoinInfo('MOTH42', answering(200, JSON.stringify({ ...info, secureUrl })));
      return lookup.ok && lookup.info.secureUrl;
    };
    expect(await secureOf('https://wand.example.org/?code=MOTH42')).toBe('https://wand.example.org/?code=MOTH42');
    expect(await secureOf('javascript:alert(1)')).toBeNull();
    expect(await secureOf(7)).toBeNull();
  });

  test('passes on the server’s failure', async () => {
    const failure = { code: 'event-unknown', message: 'No room has that code.', mayRetry: false };
    expect(await fetchJoinInfo('NOPE99', answering(404, JSON.stringify(failure)))).toEqual({ ok: false, failure });
  });

  test('turns anything else into a failure that can be retried', async () => {
    for (const fetcher of [
      answering(200, '{}'),
      answering(502, '<html>'),
      () => Promise.reject(new TypeError('offline')),
    ])
      expect(await fetchJoinInfo('MOTH42', fetcher)).toMatchObject({ ok: false, failure: { mayRetry: true } });
  });
});
