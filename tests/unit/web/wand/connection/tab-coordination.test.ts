import type { CastId } from '@wandcast/protocol';
import type { TabMessage } from '@wandcast/wand';
import { afterEach, expect, test } from 'vitest';
import {
  browserTabs,
  type BrowserApis,
  type BrowserTabs,
} from '../../../../../apps/web/src/wand/connection/tab-coordination';

const castId = 'cast-1' as CastId;
const open: BrowserTabs[] = [];
afterEach(() => {
  for (const tab of open.splice(0)) tab.stop();
});

/** Node's channels, and fake locks that work like those of browsers. */
function fakeBrowser(): BrowserApis {
  const held = new Set<string>();
  const request = async (
    name: string,
    _options: unknown,
    work: (lock: unknown) => Promise<unknown>,
  ): Promise<unknown> => {
    if (held.has(name)) return work(null);
    held.add(name);
    return work({ name }).finally(() => held.delete(name));
  };
  return { channel: (name) => new BroadcastChannel(name), locks: { request } as BrowserApis['locks'] };
}

function tab(scope: string, browser: BrowserApis): BrowserTabs {
  const one = browserTabs(scope, browser);
  open.push(one);
  return one;
}

const nextOf = (one: BrowserTabs): Promise<TabMessage> =>
  new Promise((resolve) => {
    one.onMessage(resolve);
  });

test('exchanges messages only between tabs of one participant', async () => {
  const browser = fakeBrowser();
  const [one, two, stranger] = [tab('MOTH42 aaa', browser), tab('MOTH42 aaa', browser), tab('MOTH42 bbb', browser)];
  let overheard = 0;
  stranger.onMessage(() => overheard++);
  const news = nextOf(two);
  one.broadcast({ kind: 'settled', castId, answer: null });
  expect(await news).toEqual({ kind: 'settled', castId, answer: null });
  const bye = nextOf(two);
  one.closing();
  expect(await bye).toEqual({ kind: 'closing' });
  expect(overheard).toBe(0);
});

test('lets only one tab at a time send a cast', async () => {
  const browser = fakeBrowser();
  const [one, two] = [tab('MOTH42 aaa', browser), tab('MOTH42 aaa', browser)];
  let release = (): void => undefined;
  const first = one.claim(
    castId,
    () =>
      new Promise<string>(
        (resolve) =>
          (release = () => {
            resolve('sent');
          }),
      ),
  );
  expect(await two.claim(castId, () => Promise.resolve('sent twice'))).toBeUndefined();
  expect(await two.claim('cast-2' as CastId, () => Promise.resolve('another'))).toBe('another');
  release();
  expect(await first).toBe('sent');
  expect(await two.claim(castId, () => Promise.resolve('again'))).toBe('again');
});

test('sends casts without channels and locks too', async () => {
  const alone = tab('MOTH42 aaa', { channel: () => undefined, locks: undefined });
  alone.broadcast({ kind: 'kept' });
  expect(await alone.claim(castId, () => Promise.resolve('sent'))).toBe('sent');
});
