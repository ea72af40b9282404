import { afterEach, expect, test, vi } from 'vitest';
import { Downloads } from '../../../../../apps/api/src/platform/limits/downloads.js';

afterEach(() => {
  vi.useRealTimers();
});

/** A download with endless pieces, and how many of them were produced. */
function download(downloads: Downloads, id = 'one', kind: 'export' | 'overview' = 'export') {
  const gone = new AbortController();
  let produced = 0;
  async function* endless(): AsyncGenerator<number, void> {
    for (;;) yield Promise.resolve(++produced);
  }
  const pieces = downloads.pieces(kind, { id, gone: gone.signal }, endless);
  return { pieces, produced: () => produced, leave: () => { gone.abort(new Error('gone')); } }; // prettier-ignore
}

test('three downloads of a member run at a time, others wait for the end of one, and other members do not', async () => {
  const downloads = new Downloads();
  const all = Array.from({ length: 5 }, () => download(downloads));
  const reads = all.map(({ pieces }) => pieces.next());
  await Promise.all(reads.slice(0, 3));
  expect(all.map(({ produced }) => produced())).toEqual([1, 1, 1, 0, 0]);
  await download(downloads, 'other').pieces.next();
  await download(downloads, 'one', 'overview').pieces.next();
  await all[0]?.pieces.return();
  expect(await reads[3]).toEqual({ done: false, value: 1 });
  all[1]?.leave(); // without having read the rest
  expect(await reads[4]).toEqual({ done: false, value: 1 });
});

test('only what is read is produced', async () => {
  const { pieces, produced } = download(new Downloads());
  await pieces.next();
  await new Promise(setImmediate);
  expect(produced()).toBe(1);
  await pieces.next();
  expect(produced()).toBe(2);
});

test('a download that nobody reads lets others go on, and goes on itself when it is read', async () => {
  vi.useFakeTimers();
  const downloads = new Downloads();
  const stalled = Array.from({ length: 3 }, () => download(downloads));
  await Promise.all(stalled.map(({ pieces }) => pieces.next()));
  const next = download(downloads);
  const read = next.pieces.next();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(next.produced()).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await read).toEqual({ done: false, value: 1 });
  expect(await stalled[0]?.pieces.next()).toEqual({ done: false, value: 2 });
});

test('a download that goes on after a stall waits until fewer than three others run', async () => {
  vi.useFakeTimers();
  const downloads = new Downloads();
  const all = Array.from({ length: 6 }, () => download(downloads));
  const [stalled, running] = [all.slice(0, 3), all.slice(3)];
  for (const { pieces } of stalled) await pieces.next();
  await vi.advanceTimersByTimeAsync(6_000);
  for (const { pieces } of running) await pieces.next();
  const read = stalled[0]?.pieces.next();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stalled[0]?.produced()).toBe(1);
  await running[0]?.pieces.return();
  expect(await read).toEqual({ done: false, value: 2 });
});

test('a download that ends after a stall, or twice, gives up no place of another', async () => {
  vi.useFakeTimers();
  const downloads = new Downloads();
  const [stalled, gone, returned] = [download(downloads), download(downloads), download(downloads)];
  for (const { pieces } of [stalled, gone, returned]) await pieces.next();
  gone.leave();
  await returned.pieces.return();
  await vi.advanceTimersByTimeAsync(6_000); // nobody has a place any more
  const running = Array.from({ length: 3 }, () => download(downloads));
  await Promise.all(running.map(({ pieces }) => pieces.next()));
  for (const { pieces } of [stalled, gone, returned]) await pieces.return();
  stalled.leave();
  const next = download(downloads);
  const read = next.pieces.next();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(next.produced()).toBe(0);
  next.leave();
  await expect(read).rejects.toThrow('gone');
});

test('a member for whom too many wait is refused until one has gone', async () => {
  const downloads = new Downloads();
  const all = Array.from({ length: 27 }, () => download(downloads));
  const reads = all.map(({ pieces }) => pieces.next());
  await expect(download(downloads).pieces.next()).rejects.toMatchObject({ code: 'downloads-busy' });
  all[20]?.leave();
  await expect(reads[20]).rejects.toThrow('gone');
  const later = download(downloads);
  const read = later.pieces.next();
  for (const one of all) one.leave();
  await Promise.allSettled(reads);
  expect(await read).toEqual({ done: false, value: 1 });
  later.leave();
  const left = download(downloads);
  left.leave();
  await expect(left.pieces.next()).rejects.toThrow('gone');
});
