import { lowerOtherThreads } from '@wandcast/recognition/thread-priority';
import { openFileFault } from './platform/limits/open-file-limit.js';

/** Added to the nice value of other threads: they get a tenth of a core that they share with the main one. */
const NICER = 10;

async function main(): Promise<void> {
  // With parallel scavenges, the main thread would wait for a thread that waits for a core.
  if (process.execArgv.includes('--no-parallel-scavenge')) lowerOtherThreads(NICER);
  const fault = openFileFault(); // before anything else is loaded: that would fail with the loader's own error
  if (fault !== undefined) throw new Error(fault);
  const { runServer } = await import('./run-server.js');
  await runServer();
}

main().catch((error: unknown) => {
  console.error(`wandcast: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
