import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { isRead } from './is-read.js';
import { readPageFiles, type PageFile } from './page-files.js';

const FOLDER = fileURLToPath(new URL('../../../../web/dist', import.meta.url));
/** The pages by their address. */
export const PAGES = {
  '/': 'index.html',
  '/stage': 'stage.html',
  '/console': 'console.html',
  '/summary': 'summary.html',
  '/preflight': 'preflight.html',
} as const;

/**
 * Serves the built pages as the build compressed them. Assets have a content hash in their name and are cached forever.
 * Pages are revalidated on each request, so that an update during an event reaches phones at their next reload.
 */
export function servePages(app: NestExpressApplication, folder: string = FOLDER): void {
  if (!existsSync(path.join(folder, 'index.html'))) throw new Error('the web pages are not built: npm run build');
  const files = readPageFiles(folder);
  const pages = new Map(Object.entries(PAGES).map(([address, page]) => [address, files.get(`/${page}`)]));
  app.use((request: Request, response: Response, next: () => void) => {
    const file = isRead(request) ? (pages.get(request.path) ?? files.get(request.path)) : undefined;
    if (file === undefined) next();
    else send(file, request, response);
  });
  app.useStaticAssets(path.join(folder, 'assets'), { prefix: '/assets/', immutable: true, maxAge: '365d' }); // source maps
}

function send({ extension, isImmutable, variants }: PageFile, request: Request, response: Response): void {
  const variant = variants.find(({ encoding }) => request.acceptsEncodings(encoding) !== false);
  response.setHeader('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (variants.length > 1) response.setHeader('Vary', 'Accept-Encoding');
  if (variant === undefined) {
    response.status(406).end(); // the client excludes `identity` too
    return;
  }
  response.setHeader('ETag', variant.etag);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.type(extension);
  if (variant.encoding !== 'identity') response.setHeader('Content-Encoding', variant.encoding);
  response.setHeader('Content-Length', variant.bytes.length);
  response.end(request.method === 'HEAD' ? undefined : variant.bytes);
}
