import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What one kind of file weighs, bytes. */
export interface Weight {
  readonly files: number;
  readonly plain: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** `sign`: what one needs to sign the book; `ring`: what the first cast needs beside it; `rest`: all else the wand may fetch. */
export type LoadStep = 'sign' | 'ring' | 'rest';

export interface PageWeight {
  readonly html: Weight;
  readonly script: Record<LoadStep, Weight>;
  readonly style: Record<LoadStep, Weight>;
  /** `first`: what a first visit in English or German shows; `rest`: letters of other languages. */
  readonly fonts: { readonly first: Weight; readonly rest: Weight };
  /** Sources in the wand's scripts that are no business of a phone. */
  readonly strangers: readonly string[];
}

/** As vite writes it: a chunk by the name of its source, with what it needs. */
interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** What only desks and projectors need. Validators stay on the server. */
const STRANGE = /node_modules\/(d3-|zod|@tensorflow)|src\/(console|stage|summary|shared\/charts)\/|libs\/recognition\//;

const ENTRIES = ['index.html', 'src/wand/preload.ts'];
const RING = ['src/wand/room/RoomPage.vue', 'src/wand/cast/CastPage.vue'];

/** Weighs the wand's page as it was built. @param folder of the built pages  @throws Error where something is missing there */
export function weighPage(folder: string): PageWeight {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/wand.json'), 'utf8')) as Manifest;
  const sign = reach(manifest, ENTRIES, ['imports']);
  const ring = without(reach(manifest, RING, ['imports']), sign);
  const rest = without(reach(manifest, ENTRIES, ['imports', 'dynamicImports']), [...sign, ...ring]);
  const weigh = (files: readonly string[]): Weight => weighFiles(folder, [...new Set(files)]);
  const scripts = (chunks: readonly Chunk[]): Weight => weigh(chunks.map(({ file }) => file));
  const styles = (chunks: readonly Chunk[]): Weight => weigh(stylesOf(chunks));
  const fonts = [...new Set([...sign, ...ring, ...rest].flatMap((chunk) => fontsOf(folder, stylesOf([chunk]))))];
  const isFirst = (font: string): boolean => font.includes('-basic-');
  return {
    html: weigh(['index.html']),
    script: { sign: scripts(sign), ring: scripts(ring), rest: scripts(rest) },
    style: { sign: styles(sign), ring: styles(without(ring, sign)), rest: styles(rest) },
    fonts: { first: weigh(fonts.filter(isFirst)), rest: weigh(fonts.filter((font) => !isFirst(font))) },
    strangers: [...sign, ...ring, ...rest].flatMap(({ file }) => strangersIn(path.join(folder, file))),
  };
}

function reach(manifest: Manifest, from: readonly string[], by: readonly ('imports' | 'dynamicImports')[]): Chunk[] {
  const names = new Set(from);
  const chunks: Chunk[] = [];
  for (const name of names) {
    const chunk = manifest[name]; // the set grows meanwhile
    if (chunk === undefined) throw new Error(`the built wand has no ${name}: npm run build`);
    chunks.push(chunk);
    for (const way of by) for (const needed of chunk[way] ?? []) names.add(needed);
  }
  return chunks;
}

function without(chunks: readonly Chunk[], others: readonly Chunk[]): Chunk[] {
  return chunks.filter((chunk) => !others.includes(chunk));
}

function stylesOf(chunks: readonly Chunk[]): string[] {
  return chunks.flatMap(({ css = [] }) => css);
}

function fontsOf(folder: string, styles: readonly string[]): string[] {
  return styles.flatMap((style) =>
    [...readFileSync(path.join(folder, style), 'utf8').matchAll(/assets\/[\w-]+\.woff2/g)].map(([font]) => font),
  );
}

function weighFiles(folder: string, files: readonly string[]): Weight {
  const size = (ending: string): number =>
    files.reduce((sum, file) => {
      const packed = statSync(path.join(folder, file + ending), { throwIfNoEntry: false });
      return sum + (packed ?? statSync(path.join(folder, file))).size;
    }, 0);
  return { files: files.length, plain: size(''), gzip: size('.gz'), brotli: size('.br') };
}

function strangersIn(script: string): string[] {
  const { sources } = JSON.parse(readFileSync(`${script}.map`, 'utf8')) as { sources: string[] };
  return sources.filter((source) => STRANGE.test(source));
}
