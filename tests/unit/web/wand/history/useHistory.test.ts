import { MAX_CASTS_FETCHED, type CastId, type ListedCast } from '@wandcast/protocol';
import type { PendingCast, Wand } from '@wandcast/wand';
import { expect, test, vi } from 'vitest';
import { useHistory } from '../../../../../apps/web/src/wand/history/useHistory';
import { castMessages } from '../../../../support/cast-messages';
import { mounted } from '../../mounted';

const listed = (n: number): ListedCast =>
  ({ ...castMessages().replay, castId: `cast-${n}`, durationMs: 1, recognized: null }) as unknown as ListedCast;
const range = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, i) => from - i);

/** A wand with stored casts, by number, newest first. */
function open(stored: number[]) {
  let tell: (count: number) => void = () => undefined;
  const own = {
    waiting: [] as PendingCast[],
    list: (after: CastId | null, count: number) => {
      const from = after === null ? 0 : stored.findIndex((n) => `cast-${n}` === after) + 1;
      return Promise.resolve(stored.slice(from, from + count).map(listed));
    },
    fetch: () => Promise.resolve([]),
  };
  const wand = { own, on: (_: string, listener: typeof tell) => ((tell = listener), () => undefined) };
  const { result, unmount } = mounted(() => useHistory(wand as unknown as Wand));
  const shown = (): string[] => result.entries.value.map(({ castId }) => castId);
  /** A cast that was kept on the phone is stored. */
  const store = (n: number): void => {
    own.waiting = [{ ...castMessages().replay, castId: `cast-${n}` } as unknown as PendingCast];
    tell(1);
    own.waiting = [];
    stored.unshift(n);
    tell(0);
  };
  return { ...result, shown, store, unmount };
}
const names = (numbers: readonly number[]): string[] => numbers.map((n) => `cast-${n}`);

test('casts that are stored while someone reads older ones come in front of them', async () => {
  const all = range(50, 1);
  const { shown, store, listing, unmount, ...history } = open([...all]);
  await history.refresh();
  await history.older();
  expect(shown()).toEqual(names(all.slice(0, 2 * MAX_CASTS_FETCHED)));
  store(51);
  await vi.waitFor(() => {
    expect(shown()).toEqual(names([51, ...all.slice(0, 2 * MAX_CASTS_FETCHED)]));
  });
  expect(listing.value).toEqual({ kind: 'listed', more: true });
  await history.older();
  expect(shown()).toEqual(names([51, ...all].slice(0, 51)));
  unmount();
});

test('without a cast that both have, the first page replaces what was listed', async () => {
  const stored = range(MAX_CASTS_FETCHED, 1);
  const { shown, listing, unmount, ...history } = open(stored);
  await history.refresh();
  stored.unshift(...range(3 * MAX_CASTS_FETCHED, MAX_CASTS_FETCHED + 1));
  await history.refresh();
  expect(shown()).toEqual(names(range(3 * MAX_CASTS_FETCHED, 2 * MAX_CASTS_FETCHED + 1)));
  expect(listing.value).toEqual({ kind: 'listed', more: true });
  unmount();
});
