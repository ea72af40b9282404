// Reads the catalogs of all languages and compares them with the English ones.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';

const foldersIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * @param locales a folder with one subfolder per language
 * @returns the texts of each page, by language: `{ en: { wand: { … }, stage: { … } }, de: { … } }`
 */
export async function readCatalogs(locales) {
  const server = await createServer({
    root: locales,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    ssr: { resolve: { conditions: ['source'] } },
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  /** A catalog, including the parts that load separately, such as the wand's `room`. */
  const readCatalog = async (folder, name) => {
    const index = join(folder, 'index.ts');
    const catalog = existsSync(index) ? { ...(await server.ssrLoadModule(index))[name] } : {};
    for (const part of foldersIn(folder)) catalog[part] ??= await readCatalog(join(folder, part), part);
    return catalog;
  };
  const readLanguage = async (language) => {
    const folder = join(locales, language);
    const pages = foldersIn(folder).map(async (page) => [page, await readCatalog(join(folder, page), page)]);
    return [language, Object.fromEntries(await Promise.all(pages))];
  };
  try {
    return Object.fromEntries(await Promise.all(foldersIn(locales).map(readLanguage)));
  } finally {
    await server.close();
  }
}

/** @returns the paths of missing, extra and identical texts, for each page of each language except English */
export function compareCatalogs({ en: english, ...others }) {
  return Object.entries(others).flatMap(([language, pages]) =>
    [...new Set([...Object.keys(english), ...Object.keys(pages)])].map((page) => ({
      language,
      page,
      ...compare(textsOf(english[page] ?? {}), textsOf(pages[page] ?? {})),
    })),
  );
}

function compare(english, other) {
  const same = ([path, text]) => typeof text === 'string' && /\p{L}{2}/u.test(text) && english.get(path) === text;
  return {
    missing: [...english.keys()].filter((path) => !other.has(path)),
    extra: [...other.keys()].filter((path) => !english.has(path)),
    identical: [...other].filter(same).map(([path]) => path),
  };
}

/** Every text of a catalog by its path. Texts with parameters are functions. */
function textsOf(catalog, path = '') {
  if (typeof catalog !== 'object' || catalog === null) return new Map([[path, catalog]]);
  return new Map(
    Object.entries(catalog).flatMap(([key, part]) => [...textsOf(part, path === '' ? key : `${path}.${key}`)]),
  );
}
