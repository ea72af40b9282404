import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const project = (name: string) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`] },
});

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    expect: { poll: { timeout: 15_000 } }, // a page or a node answers when it can, on a machine that does other things too
    maxWorkers: 2, // most tests wait for sockets, databases and pages, so that two share even two cores well
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [project('unit'), project('learning'), project('api'), project('commands'), project('browser')],
  },
});
