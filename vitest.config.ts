import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

interface More {
  readonly isolate?: boolean;
  readonly setupFiles?: string[];
  readonly globalSetup?: string[];
}

const project = (name: string, more: More = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...more },
});

const globalSetup = ['tests/support/shared-postgres.ts'];

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    reporters: ['default', './tests/support/recordings-reporter.ts'],
    expect: { poll: { timeout: 120_000 } }, // a page or a node answers when it can, on a machine that does other things too
    maxWorkers: 3, // most tests wait for sockets, databases and pages: two leave almost half of two cores idle
    testTimeout: 600_000, // ends what hangs; measures nothing
    hookTimeout: 300_000,
    // Pure functions share a process: to import them anew for each file takes longer than to test them. What starts servers
    // or browsers, or measures memory, has one of its own.
    projects: [
      project('unit', { isolate: false }),
      project('learning'),
      project('api', { isolate: false, globalSetup }),
      project('commands', { globalSetup }),
      project('browser', { isolate: false, globalSetup, setupFiles: ['tests/browser/support/report-open-pages.ts'] }),
    ],
  },
});
