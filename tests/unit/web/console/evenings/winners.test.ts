import type { Answer, EventWinners, ListedEvent } from '@wandcast/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shallowRef } from 'vue';
import type { ConsoleClient } from '../../../../../apps/web/src/console/connection/useConsoleClient';
import { useEvenings, type Evenings } from '../../../../../apps/web/src/console/evenings/useEvenings';
import { mounted } from '../../mounted';

let listed: readonly ListedEvent[];
/** The requests for winners, oldest first. */
let asked: { readonly eventIds: readonly string[]; readonly answer: (nickname: string) => Promise<void> }[];
let evenings: Evenings;
let unmount: () => void;

const event = (id: string, isCurrent: boolean): ListedEvent => ({ id, rounds: 1, isCurrent }) as ListedEvent;
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const names = (): Record<string, string | undefined> =>
  Object.fromEntries(Array.from(evenings.winners.value, ([id, [first]]) => [id, first?.nickname]));
async function list(events: readonly ListedEvent[]): Promise<void> {
  listed = events;
  evenings.reload();
  await settled();
}

beforeEach(async () => {
  [listed, asked] = [[event('a', true)], []];
  const events = {
    changes: shallowRef(0),
    list: () => Promise.resolve({ ok: true, value: { total: listed.length, keepDays: null, events: listed } }),
    winners: (eventIds: string[]) =>
      new Promise<Answer<readonly EventWinners[]>>((resolve) => {
        const answer = async (nickname: string): Promise<void> => {
          const value = eventIds.map((eventId) => ({ eventId, winners: [{ nickname }] }) as unknown as EventWinners);
          resolve({ ok: true, value });
          await settled();
        };
        asked.push({ eventIds, answer });
      }),
  };
  const client = { link: shallowRef({ kind: 'open' }), state: shallowRef(), events } as unknown as ConsoleClient;
  ({ result: evenings, unmount } = mounted(() => useEvenings(client)));
  await settled();
});
afterEach(() => {
  unmount();
});

test('are asked for once more when an evening is over, and then no more', async () => {
  await asked[0]?.answer('Moth');
  expect(names()).toEqual({ a: 'Moth' });
  await list([event('b', true), event('a', false)]);
  expect(asked.at(-1)?.eventIds).toEqual(['b', 'a']);
  await asked.at(-1)?.answer('Otter');
  expect(names()).toEqual({ a: 'Otter', b: 'Otter' });
  await list([event('b', true), event('a', false)]);
  expect(asked.at(-1)?.eventIds).toEqual(['b']);
});

test('of an evening that is over are not replaced by an answer from before its end', async () => {
  await list([event('b', true), event('a', false)]);
  await asked[1]?.answer('Otter');
  await asked[0]?.answer('Moth');
  expect(names()).toEqual({ a: 'Otter', b: 'Otter' });
});
