import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/**
 * Puts the page's early script before all others, by itself: it is small, and begins what takes the network longest while
 * the page's code is on its way. The addresses of the lazy files it may ask for go with it, as `data-NAME`, and as
 * `data-styles` which sheets a lazy page wants, all it imports included: `CastPage=a.css,b.css DataPage=b.css`.
 * @param early name of its entry  @param ahead names of lazy chunks, by a name for them together
 */
export function earlyScript(early: string, ahead: Readonly<Record<string, readonly string[]>>): Plugin {
  return {
    name: 'wandcast:early-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const script = chunks.find(({ isEntry, name }) => isEntry && name === early);
        if (script === undefined) return html; // another page
        const addresses = (names: readonly string[]): string => {
          const files = chunks.filter((chunk) => chunk.isDynamicEntry && names.includes(chunkName(chunk)));
          const missing = withImports(files, chunks).filter((file) => !html.includes(`/${file}"`));
          return missing.map((file) => `/${file}`).join(' ');
        };
        const attrs: HtmlTagDescriptor['attrs'] = { type: 'module', async: true, src: `/${script.fileName}` };
        for (const [name, names] of Object.entries(ahead)) attrs[`data-${name}`] = addresses(names);
        const pages = chunks.filter(({ isDynamicEntry, name }) => isDynamicEntry && name.endsWith('Page'));
        const sheets = pages.map((page) => `${page.name}=${stylesOf(page, chunks).join(',')}`);
        attrs['data-styles'] = sheets.join(' ');
        return [{ tag: 'script', attrs, injectTo: 'head' }];
      },
    },
  };
}

/** What a chunk is called: the texts of a page by their language, all others by the file they begin at. */
export function chunkName({ name, facadeModuleId }: Pick<Rolldown.OutputChunk, 'name' | 'facadeModuleId'>): string {
  const language = /\/locales\/(\w+)\/\w+\/index\.ts$/.exec(facadeModuleId ?? '')?.[1];
  return language === undefined ? name : `locale-${language}`;
}

/** Names of the style sheets of a chunk and of all it imports, without their folder. */
function stylesOf(page: Rolldown.OutputChunk, all: readonly Rolldown.OutputChunk[]): string[] {
  const files = new Set(withImports([page], all));
  const sheets = all
    .filter(({ fileName }) => files.has(fileName))
    .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
  return [...new Set(sheets)].map((sheet) => sheet.replace(/^.*\//, ''));
}

/** The files of `some` chunks and of all they import. */
function withImports(some: readonly Rolldown.OutputChunk[], all: readonly Rolldown.OutputChunk[]): string[] {
  const files = new Set(some.map(({ fileName }) => fileName));
  for (const file of files)
    // grows meanwhile
    for (const imported of all.find(({ fileName }) => fileName === file)?.imports ?? []) files.add(imported);
  return [...files];
}
