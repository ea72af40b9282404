import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createServer, type ViteDevServer } from 'vite';

const repository = path.resolve(import.meta.dirname, '../../../..');
const web = path.join(repository, 'apps/web');

/** Exports of the copied wand page and its room pages. */
interface CopiedWand {
  readonly offeredLanguages: readonly { tag: string; name: string }[];
  readonly setLanguage: (language: string) => Promise<boolean>;
  readonly texts: () => { readonly code: Readonly<Record<string, unknown>> };
  readonly roomTexts: () => { readonly cast: Readonly<Record<string, unknown>> };
}

/** Exports of the build plugin for the text shown without the page's code. */
interface PageLostPlugin {
  readonly pageLostTexts: (locales: string) => { readonly transformIndexHtml: (html: string) => Promise<string> };
}
interface PreloadPlugin {
  readonly chunkName: (chunk: { name: string; facadeModuleId: string }) => string;
}

/** A partial translation in one folder. */
const french = {
  'index.ts': `export const name = 'Français';\nexport const pageLost = { text: 'La page manque.', reload: 'Recharger' };\n`,
  'wand/index.ts': `export const wand = { code: { find: 'Trouver la salle' }, room: { cast: { fizzled: 'Raté' } } };\n`,
};

describe('a third language in a new folder', () => {
  let copy: string;
  let locales: string;
  let server: ViteDevServer;
  beforeAll(async () => {
    copy = mkdtempSync(path.join(tmpdir(), 'wandcast-locales-'));
    locales = path.join(copy, 'src/locales');
    symlinkSync(path.join(repository, 'node_modules'), path.join(copy, 'node_modules'));
    for (const folder of ['locales', 'shared', 'wand/texts'])
      cpSync(path.join(web, 'src', folder), path.join(copy, 'src', folder), { recursive: true });
    for (const [name, text] of Object.entries(french)) {
      mkdirSync(path.dirname(path.join(locales, 'fr', name)), { recursive: true });
      writeFileSync(path.join(locales, 'fr', name), text);
    }
    server = await createServer({
      root: copy,
      configFile: false,
      logLevel: 'error',
      resolve: { conditions: ['source'] },
      ssr: { resolve: { conditions: ['source'] } },
      server: { middlewareMode: true, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
    });
  });
  afterAll(async () => {
    await server.close();
    rmSync(copy, { recursive: true });
    vi.unstubAllGlobals();
  });

  test('is offered and shown, with English for missing texts', async () => {
    const entry = path.join(copy, 'entry.ts');
    writeFileSync(
      entry,
      `export * from './src/wand/texts/wand-texts';\nexport { texts as roomTexts } from './src/wand/texts/room-texts';\n`,
    );
    const wand = (await server.ssrLoadModule('/entry.ts')) as CopiedWand;
    const page = { lang: 'en' };
    vi.stubGlobal('document', { documentElement: page });
    expect(wand.offeredLanguages).toContainEqual({ tag: 'fr', name: 'Français' });
    expect(await wand.setLanguage('fr')).toBe(true);
    expect(page.lang).toBe('fr');
    expect(wand.texts().code).toEqual({
      ...{ label: 'Code on the big screen', find: 'Trouver la salle' },
      ...{
        mistyped: 'A letter of this code is wrong. Compare it with the big screen.',
        shown: expect.any(Function) as unknown,
      },
    });
    expect([wand.roomTexts().cast['fizzled'], wand.roomTexts().cast['title']]).toEqual(['Raté', 'Cast a spell']);
  });

  test('is included in the text shown if the page’s code does not load', async () => {
    const { pageLostTexts } = (await server.ssrLoadModule(path.join(web, 'page-lost-texts.ts'))) as PageLostPlugin;
    expect(await pageLostTexts(locales).transformIndexHtml('<p><!-- page-lost --></p>')).toContain(
      '<span lang="fr">La page manque. <a href="">Recharger</a></span>',
    );
  });

  test('has the language in its chunk names', async () => {
    const { chunkName } = (await server.ssrLoadModule(path.join(web, 'preload-script.ts'))) as PreloadPlugin;
    const chunk = { name: 'wand', facadeModuleId: path.join(locales, 'fr/wand/index.ts') };
    expect(chunkName(chunk)).toBe('locale-fr-wand');
  });

  test('has its missing and extra texts listed by `npm run locales`', () => {
    const list = (): { status: number | null; stdout: string } =>
      spawnSync(process.execPath, [path.join(repository, 'scripts/locales.mjs'), locales], { encoding: 'utf8' });
    const partial = list();
    expect(partial.stdout).toMatch(/^fr wand +\d+ missing, 0 extra, 0 identical$/m);
    expect(partial.stdout).toContain('missing code.label\n');
    expect(partial.stdout).not.toContain('code.find');
    expect(partial.status).toBe(0);

    writeFileSync(
      path.join(locales, 'fr/wand/index.ts'),
      `export const wand = { code: { label: 'Code on the big screen', fnd: '' } };\n`,
    );
    const faulty = list();
    expect(faulty.stdout).toContain('extra code.fnd\n');
    expect(faulty.stdout).toContain('identical code.label\n');
    expect(faulty.status).toBe(1);
  });
});
