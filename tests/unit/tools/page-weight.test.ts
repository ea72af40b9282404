import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { weighPage } from '../../../apps/tools/src/bench/page/page-weight.js';

const BUILT = fileURLToPath(new URL('../../../apps/web/dist', import.meta.url));
const KB = 1000;

test('the wand page loads at most 55 kB of script before joining, 65 kB more for the ring, and two fonts', () => {
  const { script, style, fonts, html } = weighPage(BUILT);
  expect(script.sign.gzip).toBeLessThanOrEqual(55 * KB);
  expect(script.sign.gzip).toBeGreaterThan(10 * KB); // otherwise nothing was measured
  expect(script.ring.gzip).toBeLessThanOrEqual(65 * KB);
  expect(style.sign.gzip).toBeLessThanOrEqual(10 * KB);
  expect(html.gzip).toBeLessThanOrEqual(2 * KB);
  expect(fonts.first.files).toBe(2);
  expect(fonts.first.plain).toBeLessThanOrEqual(35 * KB);
});

test('phones download no code of charts, console, stage or validators', () => {
  expect(weighPage(BUILT).forbidden).toEqual([]);
});

test('forbidden code in a script is found', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wandcast-weight-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  cpSync(BUILT, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/wand.json'), 'utf8')) as Record<
    string,
    { file: string }
  >;
  const forbidden = [
    '../../../../node_modules/d3-array/src/max.js',
    '../src/console/ConsolePage.vue',
    '../src/locales/en/console/run.ts',
    '../src/locales/de/stage/board.ts',
    '../src/locales/en/summary/page.ts',
  ];
  const map = path.join(folder, `${manifest['src/wand/cast/CastPage.vue']?.file ?? ''}.map`);
  writeFileSync(
    map,
    JSON.stringify({ sources: [...forbidden, '../src/wand/cast/CastPage.vue', '../src/locales/en/wand/page.ts'] }),
  );
  expect(weighPage(folder).forbidden).toEqual(forbidden);
});
