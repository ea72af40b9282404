import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

/**
 * Puts the page's preload script before all others. It is small, and starts the slowest requests while the page's code
 * loads. Its element lists the files it may request:
 * - `data-room`: the chunks of the first pages after joining
 * - `data-locales`: the texts of each language, as `de=/assets/a.js fr=/assets/b.js`
 * - `data-styles`: the style sheets of each lazy page, imports included, as `CastPage=a.css,b.css DataPage=b.css`
 * @param entry name of the script's entry  @param room names of the chunks of the first pages
 */
export function preloadScript(entry: string, room: readonly string[]): Plugin {
  return {
    name: 'wandcast:preload-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const script = chunks.find(({ isEntry, name }) => isEntry && name === entry);
        if (script === undefined) return html; // another page
        const lazy = chunks.filter(({ isDynamicEntry }) => isDynamicEntry);
        const filesOf = (some: readonly Chunk[]): string[] =>
          withImports(some, chunks)
            .filter((file) => !html.includes(`/${file}"`))
            .map((file) => `/${file}`);

        const locales = lazy.flatMap((chunk) => {
          const language = localeOf(chunk)?.language;
          return language === undefined ? [] : [`${language}=${filesOf([chunk]).join(',')}`];
        });
        const pages = lazy.filter(({ name }) => name.endsWith('Page'));
        const styles = pages.map((page) => `${page.name}=${stylesOf(page, chunks).join(',')}`);
        const attrs: HtmlTagDescriptor['attrs'] = {
          type: 'module',
          async: true,
          src: `/${script.fileName}`,
          'data-room': filesOf(lazy.filter(({ name }) => room.includes(name))).join(' '),
          'data-locales': locales.join(' '),
          'data-styles': styles.join(' '),
        };
        return [{ tag: 'script', attrs, injectTo: 'head' }];
      },
    },
  };
}

/** The name of a chunk: texts by their language and page, others by their first file. */
export function chunkName(chunk: Pick<Chunk, 'name' | 'facadeModuleId'>): string {
  const locale = localeOf(chunk);
  return locale === undefined ? chunk.name : `locale-${locale.language}-${locale.page}`;
}

/** The catalog that a chunk begins with; undefined if it is none. */
function localeOf({ facadeModuleId }: Pick<Chunk, 'facadeModuleId'>): { language: string; page: string } | undefined {
  const [, language, page] = /\/locales\/([^/]+)\/([^/]+)\/index\.ts$/.exec(facadeModuleId ?? '') ?? [];
  return language === undefined || page === undefined ? undefined : { language, page };
}

/** Names of the style sheets of a chunk and of all it imports, without their folder. */
function stylesOf(page: Chunk, all: readonly Chunk[]): string[] {
  const files = new Set(withImports([page], all));
  const sheets = all
    .filter(({ fileName }) => files.has(fileName))
    .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
  return [...new Set(sheets)].map((sheet) => sheet.replace(/^.*\//, ''));
}

/** The files of `some` chunks and of all they import. */
function withImports(some: readonly Chunk[], all: readonly Chunk[]): string[] {
  const files = new Set(some.map(({ fileName }) => fileName));
  for (const file of files)
    // grows during the loop
    for (const imported of all.find(({ fileName }) => fileName === file)?.imports ?? []) files.add(imported);
  return [...files];
}
