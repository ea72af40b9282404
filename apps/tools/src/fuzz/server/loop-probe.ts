/*
 * Loaded into the server (`node --import`) before its own code. Reports over IPC how long the main thread was blocked,
 * and what nothing in the server handled. The server itself stays as it is.
 */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { treeCpuMs } from '../../environment/process-usage.js';

/**
 * What the probe is asked: its memory when the server is at rest, or now. Both collect garbage first. At rest the heap is
 * compacted too, as V8 does when memory is short: what is left is what the server holds, not where it lies.
 */
export type ProbeCommand = 'memory' | 'collected-memory';

/** What the probe sends. */
export type ProbeReport =
  | {
      readonly kind: 'block';
      /** How long the main thread worked without a pause, ms, without the time it waited for a processor. */
      readonly ms: number;
      /** The same with that time. */
      readonly wallMs: number;
      /** When it ended, ms since 1970. */
      readonly at: number;
    }
  | { readonly kind: 'memory'; readonly rssMb: number; readonly heapMb: number }
  | { readonly kind: 'unhandled'; readonly error: string };

/** Interval between two looks at the event loop, ms. */
const LOOK_MS = 5;

/** Shorter blocks are not reported, ms. */
const LEAST_MS = 20;

/** Collections before memory is read: finalizers of one free what the next one collects. */
const COLLECTIONS = 4;

/**
 * When the server is at rest: it used less than this share of a core in each of the last intervals. They are longer than
 * an unused worker is kept, 20 s.
 */
const REST = { share: 0.3, intervalMs: 500, intervals: 50, mostIntervals: 300 };

const send = (report: ProbeReport): void => void process.send?.(report);

/** Time that the main thread has waited for a processor, ms; 0 if the system does not tell. */
function waitedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

let before = performance.now();
let waited = waitedMs();
/** What came before is not reported. */
function lookAnew(): void {
  before = performance.now();
  waited = waitedMs();
}
setInterval(() => {
  const now = performance.now();
  const waitedNow = waitedMs();
  const wallMs = now - before - LOOK_MS;
  const ms = wallMs - (waitedNow - waited);
  if (ms > LEAST_MS) send({ kind: 'block', ms, wallMs, at: Date.now() });
  before = now;
  waited = waitedNow;
}, LOOK_MS).unref();

process.on('uncaughtExceptionMonitor', (error) => {
  send({ kind: 'unhandled', error: error.stack ?? String(error) });
});

/** Resolves when what was begun has ended, such as a training, or after a while if it goes on. */
async function atRest(): Promise<void> {
  for (let quiet = 0, all = 0; quiet < REST.intervals && all < REST.mostIntervals; all++) {
    const before = treeCpuMs(process.pid);
    await sleep(REST.intervalMs);
    quiet = treeCpuMs(process.pid) - before < REST.share * REST.intervalMs ? quiet + 1 : 0;
  }
}

/** Collects garbage of this thread and of the workers, and compacts their heaps: some 100 ms. */
async function compact(): Promise<void> {
  const session = new Session();
  session.connect();
  const workers: Promise<void>[] = [];
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
    const collected = new Promise<void>((resolve) => {
      for (const event of ['NodeWorker.receivedMessageFromWorker', 'NodeWorker.detachedFromWorker'])
        session.on(event, ({ params }: { params: { sessionId: string } }) => {
          if (params.sessionId === sessionId) resolve();
        });
    });
    const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' });
    workers.push(session.post('NodeWorker.sendMessageToWorker', { sessionId, message }).then(() => collected));
  });
  try {
    await session.post('HeapProfiler.collectGarbage');
    await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    await Promise.all(workers);
    await session.post('NodeWorker.disable');
  } finally {
    session.disconnect();
  }
}

process.on('message', (command: ProbeCommand) => {
  void (async () => {
    if (command === 'memory') await atRest();
    for (let i = 0; i < COLLECTIONS; i++) {
      if (command === 'memory') await compact();
      else globalThis.gc?.();
      lookAnew(); // a collection that this probe asks for is no work of the server
      await sleep(100);
    }
    const { rss, heapUsed } = process.memoryUsage();
    send({ kind: 'memory', rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 });
  })();
});
process.channel?.unref(); // the server ends by itself
