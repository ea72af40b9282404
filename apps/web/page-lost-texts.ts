import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport, type Plugin } from 'vite';

const PLACE = '<!-- page-lost -->';

/** The part of a language's index that the page itself contains. */
interface LanguageIndex {
  readonly pageLost?: { readonly text: string; readonly reload: string };
}

/** Writes into the page what it shows if its code does not load, in every language: English first. */
export function pageLostTexts(locales: string): Plugin {
  return {
    name: 'wandcast:page-lost-texts',
    async transformIndexHtml(html) {
      if (!html.includes(PLACE)) return html;
      const others = readdirSync(locales, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'en')
        .map(({ name }) => name);
      const lines = await Promise.all(['en', ...others.sort()].map((language) => lineIn(locales, language)));
      return html.replace(PLACE, lines.filter((line) => line !== undefined).join('<br />'));
    },
  };
}

async function lineIn(locales: string, language: string): Promise<string | undefined> {
  const { module } = await runnerImport<LanguageIndex>(join(locales, language, 'index.ts'));
  if (module.pageLost === undefined) return undefined;
  const { text, reload } = module.pageLost;
  return `<span lang="${language}">${text} <a href="">${reload}</a></span>`;
}
