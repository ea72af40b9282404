import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { chunkName, earlyScript } from './early-script.ts';

const api = process.env['WANDCAST_API'] ?? 'http://127.0.0.1:3000';
const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

/** The wand's page, and the pages that desks and projectors open. */
const pages = {
  wand: { index: page('index'), early: resolve(import.meta.dirname, 'src/wand/preload.ts') },
  desk: { stage: page('stage'), console: page('console'), summary: page('summary'), preflight: page('preflight') },
};

/**
 * One bundle a page, so that a phone never downloads the stage or the console. The wand's is built by itself (`--mode
 * wand`, then `--mode desk`): what pages share holds whatever one of them uses, and the stage's transitions alone are 4 kB.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [
    vue({ features: { optionsAPI: false } }),
    earlyScript('early', { room: ['RoomPage', 'CastPage'], de: ['locale-de'] }),
  ],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    assetsInlineLimit: 0,
    sourcemap: true,
    manifest: `.vite/${mode}.json`, // which chunk needs which: what `npm run bench:page` weighs
    target: ['es2022', 'safari16'],
    emptyOutDir: mode !== 'desk',
    rolldownOptions: {
      output: { chunkFileNames: (chunk) => `assets/${chunkName(chunk)}-[hash].js` },
      input: mode === 'wand' ? pages.wand : mode === 'desk' ? pages.desk : { ...pages.wand, ...pages.desk },
    },
  },
  server: { proxy: { '/socket.io': { target: api, ws: true }, '/api': api, '/health': api, '/metrics': api } },
}));
