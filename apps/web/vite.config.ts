import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { pageLostTexts } from './page-lost-texts.ts';
import { chunkName, preloadScript } from './preload-script.ts';

const api = process.env['WANDCAST_API'] ?? 'http://127.0.0.1:3000';
const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

/** Entry points by build mode. */
const pages = {
  wand: { index: page('index'), 'preload-script': resolve(import.meta.dirname, 'src/wand/loading/preload.ts') },
  others: { stage: page('stage'), console: page('console'), summary: page('summary'), preflight: page('preflight') },
};

/**
 * One bundle per page, so that a phone never downloads the stage or the console. The wand has its own build (`--mode
 * wand`, then `--mode others`), because a shared chunk contains the code of all pages that share it: the stage's
 * transitions alone are 4 kB.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [
    vue({ features: { optionsAPI: false } }),
    preloadScript('preload-script', ['RoomPage', 'CastPage']),
    pageLostTexts(resolve(import.meta.dirname, 'src/locales')),
  ],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    assetsInlineLimit: 0,
    sourcemap: true,
    manifest: `.vite/${mode}.json`, // which chunk needs which, for `npm run bench:page`
    target: ['es2022', 'safari16'],
    emptyOutDir: mode !== 'others',
    rolldownOptions: {
      output: { chunkFileNames: (chunk) => `assets/${chunkName(chunk)}-[hash:6].js` },
      input: mode === 'wand' ? pages.wand : mode === 'others' ? pages.others : { ...pages.wand, ...pages.others },
    },
  },
  server: { proxy: { '/socket.io': { target: api, ws: true }, '/api': api, '/health': api, '/metrics': api } },
}));
