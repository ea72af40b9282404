import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';

const FOLDER = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const PAGES = {
  '/': 'index.html',
  '/stage': 'stage.html',
  '/console': 'console.html',
  '/summary': 'summary.html',
} as const;

/**
 * Serves the built pages. Assets have their hash in their name and are kept for ever; pages are asked for
 * each time, so that an update in mid-show reaches every phone at its next reload.
 */
export function serveWeb(app: NestExpressApplication, folder: string = FOLDER): void {
  if (!existsSync(path.join(folder, 'index.html'))) throw new Error('the web pages are not built: npm run build');
  app.useStaticAssets(path.join(folder, 'assets'), { prefix: '/assets/', immutable: true, maxAge: '365d' });
  app.useStaticAssets(folder, { index: false, maxAge: 0 });
  const http = app.getHttpAdapter().getInstance();
  for (const [address, page] of Object.entries(PAGES))
    http.get(address, (_request, response) => {
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(page, { root: folder });
    });
}
