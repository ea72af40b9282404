import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const api = process.env['WANDCAST_API'] ?? 'http://127.0.0.1:3000';
const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

/** One bundle a page, so that a phone never downloads the stage or the console. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    assetsInlineLimit: 0,
    sourcemap: true,
    target: ['es2022', 'safari16'],
    rolldownOptions: {
      input: { index: page('index'), stage: page('stage'), console: page('console'), summary: page('summary') },
    },
  },
  server: { proxy: { '/socket.io': { target: api, ws: true }, '/api': api, '/health': api, '/metrics': api } },
});
