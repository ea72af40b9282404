import { FailureError, type CastId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import type { CastRow } from '../../../../apps/api/src/casting/storage/cast-row.js';
import { CastWriter } from '../../../../apps/api/src/casting/storage/cast-writer.js';

const row = (id: string) => ({ id }) as CastRow;

/** A fake table that stores ids and completes each COMMIT when the test calls `commit`. */
function table() {
  const ids = new Set<string>();
  const groups: string[][] = [];
  const open: (() => void)[] = [];
  return {
    ids,
    groups,
    commit: () => open.shift()?.(),
    insert: async (rows: readonly CastRow[]): Promise<Set<CastId>> => {
      groups.push(rows.map(({ id }) => id));
      await new Promise<void>((resolve) => open.push(resolve));
      const fresh = new Set(rows.map(({ id }) => id).filter((id) => !ids.has(id)));
      for (const id of fresh) ids.add(id);
      return fresh;
    },
  };
}

test('a single cast is written at once, and casts that arrive meanwhile share one COMMIT', async () => {
  const casts = table();
  const writer = new CastWriter(casts.insert);
  const first = writer.write(row('a'));
  const rest = ['b', 'c', 'd'].map((id) => writer.write(row(id)));
  expect(casts.groups).toEqual([['a']]);
  casts.commit();
  await first;
  await Promise.resolve();
  expect(casts.groups).toEqual([['a'], ['b', 'c', 'd']]);
  casts.commit();
  expect(await Promise.all(rest)).toEqual([true, true, true]);
});

test('[C4] a cast is not acknowledged before its COMMIT', async () => {
  const casts = table();
  const writer = new CastWriter(casts.insert);
  let acknowledged = false;
  const written = writer.write(row('a')).then(() => (acknowledged = true));
  await new Promise(setImmediate);
  expect(acknowledged).toBe(false);
  casts.commit();
  await written;
  expect(casts.ids.has('a')).toBe(true);
});

test('[C7] an id that is twice in a group is new once', async () => {
  const casts = table();
  const writer = new CastWriter(casts.insert);
  const blocker = writer.write(row('x'));
  const twins = [writer.write(row('a')), writer.write(row('a'))];
  casts.commit();
  await blocker;
  await new Promise(setImmediate);
  casts.commit();
  expect(await Promise.all(twins)).toEqual([true, false]);
});

test.each(['internal', 'participant-forgotten'] as const)(
  'a row rejected as %s does not fail the others',
  async (code) => {
    const stored: string[] = [];
    const writer = new CastWriter((rows) => {
      if (rows.some(({ id }) => id === 'bad')) return Promise.reject(new FailureError(code, 'bad row'));
      stored.push(...rows.map(({ id }) => id));
      return Promise.resolve(new Set(rows.map(({ id }) => id)));
    });
    const results = await Promise.allSettled(['a', 'b', 'bad', 'c'].map((id) => writer.write(row(id))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(stored.sort()).toEqual(['a', 'b', 'c']);
  },
);

test('an unreachable database fails the whole group, and writing continues when it is back', async () => {
  let attempts = 0;
  const writer = new CastWriter((rows) => {
    attempts++;
    if (attempts <= 2) return Promise.reject(new FailureError('overloaded', 'away'));
    return Promise.resolve(new Set(rows.map(({ id }) => id)));
  });
  const results = await Promise.allSettled(['a', 'b', 'c'].map((id) => writer.write(row(id))));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(attempts).toBe(2);
  expect(await writer.write(row('d'))).toBe(true);
});

test('a full writer rejects casts as overloaded', async () => {
  const casts = table();
  const writer = new CastWriter(casts.insert);
  const accepted = Array.from({ length: 4_001 }, (_, i) => writer.write(row(String(i))));
  await expect(writer.write(row('one too many'))).rejects.toMatchObject({ code: 'overloaded' });
  const drained = writer.drain();
  const timer = setInterval(() => casts.commit(), 0);
  await drained;
  clearInterval(timer);
  expect((await Promise.all(accepted)).every(Boolean)).toBe(true);
  expect(Math.max(...casts.groups.map((group) => group.length))).toBe(256);
});
