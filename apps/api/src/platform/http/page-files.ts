import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Content codings; `scripts/precompress-pages.mjs` writes the compressed files when the pages are built. */
type ContentEncoding = 'br' | 'gzip' | 'identity';

interface EncodedFile {
  readonly encoding: ContentEncoding;
  readonly bytes: Buffer;
  /** Hash of `bytes`, in quotes. */
  readonly etag: string;
}

export interface PageFile {
  /** File name extension with its dot, as in ".js". */
  readonly extension: string;
  /** Whether its name contains a hash of its content, so that it can be cached forever. */
  readonly isImmutable: boolean;
  /** Smallest first; the uncompressed file is last. */
  readonly variants: readonly EncodedFile[];
}

const ENCODINGS = { '.br': 'br', '.gz': 'gzip' } as const;

/**
 * Reads the built pages, about 2 MB, into memory by URL path, so that a new build does not affect a running server.
 * ETags are content hashes, because image builders may give all files the same modification time. Skips source maps and
 * dot files.
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !/(^|\/)\./.test(name));
  return new Map(names.map((name) => [`/${name}`, readFile(path.join(folder, name), name.startsWith('assets/'))]));
}

function readFile(file: string, isImmutable: boolean): PageFile {
  const compressed = Object.entries(ENCODINGS).filter(([extension]) => existsSync(file + extension));
  const variants = compressed.map(([extension, encoding]) => bytesOf(file + extension, encoding));
  return { extension: path.extname(file), isImmutable, variants: [...variants, bytesOf(file, 'identity')] };
}

function bytesOf(file: string, encoding: ContentEncoding): EncodedFile {
  const bytes = readFileSync(file);
  return { encoding, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
