import { openFileFault } from './platform/limits/open-file-limit.js';

async function main(): Promise<void> {
  const fault = openFileFault(); // before anything else is loaded: that would fail with the loader's own error
  if (fault !== undefined) throw new Error(fault);
  const { runServer } = await import('./run-server.js');
  await runServer();
}

main().catch((error: unknown) => {
  console.error(`wandcast: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
