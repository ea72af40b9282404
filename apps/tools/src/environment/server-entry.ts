import { fileURLToPath } from 'node:url';

/**
 * Arguments with which Node runs the server, as `npm start` and the Docker image do; the server's own follow. By default,
 * V8 collects the whole heap whenever it has grown by a few MB, every four seconds in a casting room, with four threads
 * that take the processors from everyone for 100 ms. With these it waits until the heap has grown by 60 %, and uses one
 * thread beside the main one. New objects get 4 MB instead of 16, and the main thread collects them alone, in 1 to 4 ms:
 * on a busy machine it would wait for the other thread. Machine code of functions that were not called lately is dropped:
 * 4 MB, and more after a long day. Without source maps, because the first error would parse that of
 * the whole bundle: 100 ms of the main thread, 12 MB.
 */
export const SERVER_ENTRY: readonly string[] = [
  '--heap-growing-percent=60',
  '--v8-pool-size=1',
  '--max-semi-space-size=4',
  '--no-parallel-scavenge',
  '--flush-baseline-code',
  '--conditions=bundle',
  fileURLToPath(new URL('../../../api/dist/bundle/main.js', import.meta.url)),
];

/**
 * Environment of the server. Without it, glibc keeps what maps and files on threads of their own had needed: one arena
 * instead of eight for each core, blocks of 128 kB and more of their own, and freed memory goes back. A second arena
 * would save hardly any waiting, and after 150,000 hostile messages hold 33 MB, most of it free.
 */
export const SERVER_ENV: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};
