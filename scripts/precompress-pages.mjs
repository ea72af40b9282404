// Compresses the built pages with Brotli and gzip at the highest level. The server sends what the browser accepts.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FOLDER = fileURLToPath(new URL('../apps/web/dist', import.meta.url));
const TEXTS = /\.(js|css|html|svg|webmanifest|txt)$/; // fonts and images are compressed already
const MIN_BYTES = 500; // for smaller files, the extra header outweighs the saving

const compressors = {
  br: (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gz: (bytes) => gzipSync(bytes, { level: 9 }),
};

for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !TEXTS.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  if (bytes.length < MIN_BYTES) continue;
  for (const [extension, compress] of Object.entries(compressors)) {
    const compressed = compress(bytes);
    if (compressed.length < bytes.length) writeFileSync(`${file}.${extension}`, compressed);
  }
}
