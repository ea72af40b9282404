import { afterEach, beforeEach, expect, test } from 'vitest';
import { shallowRef, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../../../../../apps/web/src/console/connection/useConsoleClient';
import { usePages, type PageAnswer, type Pages } from '../../../../../apps/web/src/console/ui/usePages';
import { mounted } from '../../mounted';

interface Entry {
  readonly id: string;
}
const all: readonly Entry[] = Array.from({ length: 5 }, (_, i) => ({ id: `${i}` }));
/** Answers the oldest request with the next two entries. */
let answer: () => Promise<void>;
let changes: ShallowRef<number>;
let pages: Pages<Entry>;
let unmount: () => void;
const shown = (): string => (pages.list.value ?? []).map(({ id }) => id).join('');
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

beforeEach(async () => {
  const waiting: (() => void)[] = [];
  answer = async () => {
    await settled();
    waiting.shift()?.();
    await settled();
  };
  changes = shallowRef(0);
  const request = (after: string | null): Promise<PageAnswer<Entry>> =>
    new Promise((resolve) => {
      const from = after === null ? 0 : Number(after) + 1;
      const value = { total: all.length, entries: all.slice(from, from + 2) };
      waiting.push(() => {
        resolve({ ok: true, value });
      });
    });
  const link = shallowRef({ kind: 'open' }) as unknown as ConsoleClient['link'];
  ({ result: pages, unmount } = mounted(() => usePages(link, request, [changes])));
  await answer();
});
afterEach(() => {
  unmount();
});

test('are loaded one after the other', async () => {
  expect([shown(), pages.left.value]).toEqual(['01', 3]);
  pages.more();
  await answer();
  pages.more();
  await answer();
  expect([shown(), pages.left.value]).toEqual(['01234', 0]);
});

test('are shown although the list changes before they arrive', async () => {
  pages.more();
  changes.value++;
  await answer(); // of the page, which is out of date
  await answer();
  await answer();
  expect([shown(), pages.loading.value]).toEqual(['0123', false]);
});

test('are shown although they are wanted while the list is loaded again', async () => {
  changes.value++;
  await settled();
  pages.more();
  pages.more(); // a second press wants nothing else
  await answer();
  await answer();
  expect([shown(), pages.loading.value]).toEqual(['0123', false]);
});
