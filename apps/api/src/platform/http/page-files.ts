import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** How bytes travel: `scripts/pack-pages.mjs` made the packed ones when the pages were built. */
export type ContentEncoding = 'br' | 'gzip' | 'identity';

export interface EncodedFile {
  readonly encoding: ContentEncoding;
  readonly bytes: Buffer;
  /** Of these bytes alone. */
  readonly etag: string;
}

export interface PageFile {
  /** As in ".js". */
  readonly extension: string;
  /** Its name says what is in it, so that it never changes. */
  readonly isImmutable: boolean;
  /** The smallest first; the last is the file itself. */
  readonly variants: readonly EncodedFile[];
}

const ENCODINGS = { '.br': 'br', '.gz': 'gzip' } as const;

/**
 * The built pages by their address, 2 MB, read once: a server goes on with the build it began with while the next one is
 * written. Tags are of what is in a file: those of times would be equal where an image builder sets all times to one.
 * Source maps stay on the disk, and what begins with a dot is for commands.
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !/(^|\/)\./.test(name));
  return new Map(names.map((name) => [`/${name}`, readFile(path.join(folder, name), name.startsWith('assets/'))]));
}

function readFile(file: string, isImmutable: boolean): PageFile {
  const packed = Object.entries(ENCODINGS).filter(([extension]) => existsSync(file + extension));
  const variants = packed.map(([extension, encoding]) => bytesOf(file + extension, encoding));
  return { extension: path.extname(file), isImmutable, variants: [...variants, bytesOf(file, 'identity')] };
}

function bytesOf(file: string, encoding: ContentEncoding): EncodedFile {
  const bytes = readFileSync(file);
  return { encoding, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
