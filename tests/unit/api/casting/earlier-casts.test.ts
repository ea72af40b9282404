import { setTimeout as sleep } from 'node:timers/promises';
import type { CastId, ParticipantId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import type { EarlierCast } from '../../../../apps/api/src/casting/storage/cast-rows.repository.js';
import { EarlierCasts } from '../../../../apps/api/src/casting/storage/earlier-casts.js';

const me = 'me' as ParticipantId;
const castOf = (id: string) => ({ id: id as CastId, participantId: me, checksum: 7 });
const stored: EarlierCast = { participantId: me, checksum: 7, recognition: null };

/** A database that answers each query with the casts it has when the query starts, and later. */
function database() {
  const casts = new Map<CastId, EarlierCast>();
  const queries: (readonly CastId[])[] = [];
  const earlier = new EarlierCasts(async (ids) => {
    queries.push(ids);
    const found = new Map([...casts].filter(([id]) => ids.includes(id)));
    await sleep(1);
    if (ids.includes('broken' as CastId)) throw new Error('the database is away');
    return found;
  });
  return { casts, queries, earlier };
}

test('look-ups that arrive during a query share the next one', async () => {
  const { casts, queries, earlier } = database();
  casts.set('b' as CastId, stored);
  const first = earlier.answer(castOf('a'));
  await expect.poll(() => queries.length).toBe(1);
  const others = ['b', 'c', 'b'].map((id) => earlier.answer(castOf(id)));
  expect(await first).toBeUndefined();
  expect(await Promise.all(others)).toEqual([
    { castId: 'b', duplicate: true, recognition: null },
    undefined,
    { castId: 'b', duplicate: true, recognition: null },
  ]);
  expect(queries).toEqual([['a'], ['b', 'c']]);
});

test('a look-up finds a cast that was stored after an earlier query began', async () => {
  const { casts, queries, earlier } = database();
  const before = earlier.answer(castOf('a'));
  await expect.poll(() => queries.length).toBe(1);
  casts.set('a' as CastId, stored);
  expect(await earlier.answer(castOf('a'))).toMatchObject({ duplicate: true });
  expect(await before).toBeUndefined();
});

test('a failed query fails its own look-ups alone', async () => {
  const { casts, queries, earlier } = database();
  casts.set('a' as CastId, stored);
  const broken = earlier.answer(castOf('broken'));
  const refused = expect(broken).rejects.toThrow('the database is away');
  await expect.poll(() => queries.length).toBe(1);
  expect(await earlier.answer(castOf('a'))).toMatchObject({ duplicate: true });
  await refused;
});

test.each([
  ['owner', { participantId: 'another' as ParticipantId }],
  ['checksum', { checksum: 8 }],
])('[C10] another %s is a conflict', async (_, change) => {
  const { casts, earlier } = database();
  casts.set('a' as CastId, { ...stored, ...change });
  await expect(earlier.answer(castOf('a'))).rejects.toThrow('cast-conflict');
});
