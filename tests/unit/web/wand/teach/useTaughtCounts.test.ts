import type { CastId, ListedCast, SpellId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { expect, test } from 'vitest';
import { useTaughtCounts } from '../../../../../apps/web/src/wand/teach/useTaughtCounts';

const taken = (castId: string, spell: string | null, intent: 'teach' | 'cast' = 'teach') =>
  ({ castId: castId as CastId, intent, spell: spell as SpellId | null }) as ListedCast;

/** A wand with pending casts and a list of stored ones. */
function wandOf(waiting: ListedCast[], list: () => Promise<ListedCast[]>): Pick<Wand, 'own'> {
  return { own: { waiting, list } as never };
}
const [tide, ember] = ['tide' as SpellId, 'ember' as SpellId];

test('counts pending and stored casts, each once', async () => {
  const listed = Promise.resolve([taken('a', 'tide'), taken('b', 'ember'), taken('x', null, 'cast')]);
  const taught = useTaughtCounts(wandOf([taken('b', 'ember'), taken('c', 'tide')], () => listed));
  taught.refresh();
  await listed;
  await Promise.resolve();
  expect([taught.count(tide), taught.count(ember), taught.total()]).toEqual([2, 1, 3]);
  taught.remove('a');
  expect(taught.count(tide)).toBe(1);
});

test('counts pending casts without a connection', () => {
  const taught = useTaughtCounts(
    wandOf([taken('c', 'tide')], () => Promise.reject(new Error('The room is out of reach'))),
  );
  taught.refresh();
  expect(taught.total()).toBe(1);
});
