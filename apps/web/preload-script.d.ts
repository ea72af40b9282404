import type { Plugin, Rolldown } from 'vite';
type Chunk = Rolldown.OutputChunk;
/**
 * Puts the page's preload script before all others. It is small, and starts the slowest requests while the page's code
 * loads. Its element lists the files it may request:
 * - `data-room`: the chunks of the first pages after joining
 * - `data-locales`: the texts of each language, as `de=/assets/a.js fr=/assets/b.js`
 * - `data-styles`: the style sheets of each lazy page, imports included, as `CastPage=a.css,b.css DataPage=b.css`
 * @param entry name of the script's entry  @param room names of the chunks of the first pages
 */
export declare function preloadScript(entry: string, room: readonly string[]): Plugin;
/** The name of a chunk: texts by their language and page, others by their first file. */
export declare function chunkName(chunk: Pick<Chunk, 'name' | 'facadeModuleId'>): string;
export {};
//# sourceMappingURL=preload-script.d.ts.map