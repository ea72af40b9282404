import { lowerPriorityOfHelpers } from '@wandcast/recognition/thread-priority';
import { openFileFault } from './platform/limits/open-file-limit.js';

/** A tenth of a core that V8's threads share with the main one. */
const HELPERS_NICER = 10;

async function main(): Promise<void> {
  lowerPriorityOfHelpers(HELPERS_NICER); // before others start
  const fault = openFileFault(); // before anything else is loaded: that would fail with the loader's own error
  if (fault !== undefined) throw new Error(fault);
  const { runServer } = await import('./run-server.js');
  await runServer();
}

main().catch((error: unknown) => {
  console.error(`wandcast: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
