import type { EventPage, ListedEvent } from '@wandcast/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shallowRef } from 'vue';
import type { ConsoleClient } from '../../../../../apps/web/src/console/connection/useConsoleClient';
import { useEvenings, type Evenings } from '../../../../../apps/web/src/console/evenings/useEvenings';
import { mounted } from '../../mounted';

const all = Array.from({ length: 5 }, (_, i) => ({ id: `${i}`, rounds: 0, isCurrent: i === 0 }) as ListedEvent);
/** Answers the oldest request with the next two events. */
let answer: () => Promise<void>;
let changes: { value: number };
let evenings: Evenings;
let unmount: () => void;
const shown = (): string => (evenings.list.value ?? []).map(({ id }) => id).join('');
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

beforeEach(async () => {
  const waiting: (() => void)[] = [];
  answer = async () => {
    await settled();
    waiting.shift()?.();
    await settled();
  };
  changes = shallowRef(0);
  const list = (before: string | null): Promise<{ ok: true; value: EventPage }> =>
    new Promise((resolve) => {
      const from = before === null ? 0 : Number(before) + 1;
      const value = { total: all.length, keepDays: null, events: all.slice(from, from + 2) };
      waiting.push(() => {
        resolve({ ok: true, value });
      });
    });
  const client = { link: shallowRef({ kind: 'open' }), state: shallowRef(), events: { changes, list } };
  ({ result: evenings, unmount } = mounted(() => useEvenings(client as unknown as ConsoleClient)));
  await answer();
});
afterEach(() => {
  unmount();
});

test('are loaded one after the other', async () => {
  expect([shown(), evenings.older.value]).toEqual(['01', 3]);
  evenings.more();
  await answer();
  evenings.more();
  await answer();
  expect([shown(), evenings.older.value]).toEqual(['01234', 0]);
});

test('are shown although the list changes before they arrive', async () => {
  evenings.more();
  changes.value++;
  await answer(); // of the page, which is out of date
  await answer();
  await answer();
  expect([shown(), evenings.loading.value]).toEqual(['0123', false]);
});

test('are shown although they are wanted while the list is loaded again', async () => {
  changes.value++;
  await settled();
  evenings.more();
  evenings.more(); // a second press wants nothing else
  await answer();
  await answer();
  expect([shown(), evenings.loading.value]).toEqual(['0123', false]);
});
