import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

interface ProjectOptions {
  readonly isolate?: boolean;
  readonly setupFiles?: string[];
  readonly globalSetup?: string[];
  readonly retry?: number;
}

const project = (name: string, options: ProjectOptions = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...options },
});

const globalSetup = ['tests/support/shared-postgres.ts'];
/** For tests that share two cores with others, and may miss a moment. Each is listed at the end with its errors. */
const retry = 1;

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    reporters: ['default', './tests/support/notes-reporter.ts'],
    expect: { poll: { timeout: 120_000 } }, // generous, because the machine may be busy
    maxWorkers: 3, // on two cores: most tests wait for sockets, databases and pages
    testTimeout: 600_000, // only to end tests that hang
    hookTimeout: 300_000,
    // Without isolation, modules are imported once per worker: for unit tests, importing takes longer than testing.
    projects: [
      project('unit', { isolate: false }),
      project('learning'),
      project('api', { isolate: false, globalSetup, retry }),
      project('commands', { globalSetup, retry }),
      project('show', { globalSetup, retry }), // minutes each: npm run test:show
      project('browser', {
        ...{ isolate: false, globalSetup, retry, setupFiles: ['tests/browser/support/report-open-pages.ts'] },
      }),
    ],
  },
});
