import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Size of one kind of file, bytes. */
export interface Weight {
  readonly files: number;
  readonly plain: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** `sign`: needed to join; `ring`: also needed for the first cast; `rest`: everything else a phone may fetch. */
type LoadStep = 'sign' | 'ring' | 'rest';

export interface PageWeight {
  readonly html: Weight;
  readonly script: Record<LoadStep, Weight>;
  readonly style: Record<LoadStep, Weight>;
  /** `first`: needed for a first visit in English or German; `rest`: letters of other languages. */
  readonly fonts: { readonly first: Weight; readonly rest: Weight };
  /** Source files in the wand's scripts that a phone must not download. */
  readonly forbidden: readonly string[];
}

/** An entry of vite's manifest. */
interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** Needed only by consoles, projectors and servers. */
const FORBIDDEN =
  /node_modules\/(d3-|zod|@tensorflow)|src\/(locales\/\w+\/)?(console|stage|summary|shared\/charts)\/|libs\/recognition\//;

const ENTRIES = ['index.html', 'src/wand/loading/preload.ts'];
const RING = ['src/wand/room/RoomPage.vue', 'src/wand/cast/CastPage.vue'];

/** Weighs the built wand page. @param folder of the built pages  @throws Error if a file is missing */
export function weighPage(folder: string): PageWeight {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/wand.json'), 'utf8')) as Manifest;
  const join = reachableChunks(manifest, ENTRIES, ['imports']);
  const ring = without(reachableChunks(manifest, RING, ['imports']), join);
  const rest = without(reachableChunks(manifest, ENTRIES, ['imports', 'dynamicImports']), [...join, ...ring]);
  const weigh = (files: readonly string[]): Weight => weighFiles(folder, [...new Set(files)]);
  const scripts = (chunks: readonly Chunk[]): Weight => weigh(chunks.map(({ file }) => file));
  const styles = (chunks: readonly Chunk[]): Weight => weigh(stylesOf(chunks));
  const fonts = [...new Set([...join, ...ring, ...rest].flatMap((chunk) => fontsOf(folder, stylesOf([chunk]))))];
  const isFirst = (font: string): boolean => font.includes('-basic-');
  return {
    html: weigh(['index.html']),
    script: { sign: scripts(join), ring: scripts(ring), rest: scripts(rest) },
    style: { sign: styles(join), ring: styles(without(ring, join)), rest: styles(rest) },
    fonts: { first: weigh(fonts.filter(isFirst)), rest: weigh(fonts.filter((font) => !isFirst(font))) },
    forbidden: [...join, ...ring, ...rest].flatMap(({ file }) => forbiddenSourcesIn(path.join(folder, file))),
  };
}

function reachableChunks(
  manifest: Manifest,
  from: readonly string[],
  by: readonly ('imports' | 'dynamicImports')[],
): Chunk[] {
  const names = new Set(from);
  const chunks: Chunk[] = [];
  for (const name of names) {
    const chunk = manifest[name]; // the loop also visits names added below
    if (chunk === undefined) throw new Error(`the built wand page has no ${name}: npm run build`);
    chunks.push(chunk);
    for (const kind of by) for (const imported of chunk[kind] ?? []) names.add(imported);
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
  const size = (extension: string): number =>
    files.reduce((sum, file) => {
      const compressed = statSync(path.join(folder, file + extension), { throwIfNoEntry: false });
      return sum + (compressed ?? statSync(path.join(folder, file))).size;
    }, 0);
  return { files: files.length, plain: size(''), gzip: size('.gz'), brotli: size('.br') };
}

function forbiddenSourcesIn(script: string): string[] {
  const isHelper = path.basename(script).startsWith('_plugin-'); // a few lines of the bundler, which have no source
  if (isHelper) return [];
  const { sources } = JSON.parse(readFileSync(`${script}.map`, 'utf8')) as { sources: string[] };
  return sources.filter((source) => FORBIDDEN.test(source));
}
