import path from 'node:path';
import { seeded } from '@wandcast/gesture';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build, type Rolldown } from 'vite';
import type { Cue } from '../../../../apps/web/src/stage/sound/cues/cue.js';
import { CEILING_DB, LEVELS_DB, MAX_PER_SECOND } from '../../../../apps/web/src/stage/sound/cues/levels.js';
import { noBrowser, sharedBrowser } from '../../support/browser.js';
import type { Rendered, Score } from './sound-renderer.js';

let page: Page;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  page = await (await sharedBrowser()).newPage();
  await page.addScriptTag({ type: 'module', content: await bundled('sound-renderer.ts') });
  await page.waitForFunction(() => 'renderSound' in window);
});
afterAll(async () => {
  if (noBrowser === undefined) await page.close();
});

/** The code of a module and everything it imports. */
async function bundled(name: string): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    build: { write: false, lib: { entry: path.join(import.meta.dirname, name), formats: ['es'] } },
  })) as Rolldown.RolldownOutput[];
  return output[0]?.output[0].code ?? '';
}

const rendered = (score: Partial<Score>): Promise<Rendered> =>
  page.evaluate((wanted) => window.renderSound(wanted), { seconds: 3, cues: [], offAt: Infinity, ...score });

const EXAMPLES: readonly Cue[] = [
  { kind: 'join', slot: 2 },
  { kind: 'hit', place: 0 },
  { kind: 'hit', place: 14 },
  { kind: 'fizzle' },
  { kind: 'spotlight' },
  { kind: 'tick', left: 1 },
  { kind: 'start' },
  { kind: 'reveal', place: 5 },
  { kind: 'winner' },
  { kind: 'fanfare' },
  { kind: 'applause', claps: 1 },
];

describe.skipIf(noBrowser !== undefined)('the sound of the stage', () => {
  test.each(EXAMPLES)('$kind peaks at its level in the table, and ends', async (cue) => {
    const { peakDb, peaksDb } = await rendered({ seconds: 6, cues: [{ cue, after: 0.1 }] });
    expect(peakDb).toBeLessThan(LEVELS_DB[cue.kind] + 0.5);
    expect(peakDb).toBeGreaterThan(LEVELS_DB[cue.kind] - 6);
    expect(peaksDb.at(-1)).toBeLessThan(-90);
  });

  test('a drum roll grows to its level, and stops at once', async () => {
    const { peakDb, peaksDb } = await rendered({ seconds: 8, roll: [1, 6] });
    expect(Math.abs(peakDb - LEVELS_DB.roll)).toBeLessThan(2);
    expect(peaksDb[9]).toBeLessThan(-90);
    expect((peaksDb[20] ?? 0) + 2).toBeLessThan(peaksDb[57] ?? 0);
    expect(Math.max(...peaksDb.slice(64))).toBeLessThan(-60);
  });

  test('three hundred casts, joins and reactions at once, the fanfare and a drum roll stay below -1 dBFS', async () => {
    const crowd = Array.from({ length: 300 }, (_, i): Cue[] => [
      { kind: 'hit', place: i % 15 },
      { kind: 'join', slot: i },
      { kind: 'applause', claps: 4 },
    ]).flat();
    const cues = [...crowd, ...EXAMPLES].map((cue) => ({ cue, after: 1 }));
    const { peakDb, peaksDb } = await rendered({ cues, roll: [0.5, 2.5] });
    expect(peakDb).toBeLessThan(-1);
    expect(peakDb).toBeLessThanOrEqual(CEILING_DB + 0.01);
    expect(peaksDb[11]).toBeGreaterThan(-12); // it was loud
  });

  test('the most that the limits of a second allow stays below the ceiling as well, in any mix', async () => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      const cues = EXAMPLES.flatMap((cue) =>
        Array.from({ length: MAX_PER_SECOND[cue.kind] }, () => ({ cue, after: 0.5 + random() })),
      );
      expect((await rendered({ cues, roll: [0.1, 2] })).peakDb).toBeLessThanOrEqual(CEILING_DB + 0.01);
    }
  });

  test('switched off, nothing is heard, and what has started is cut', async () => {
    const cues = EXAMPLES.map((cue, i) => ({ cue, after: 0.1 * i }));
    expect((await rendered({ cues, offAt: 0 })).peakDb).toBeLessThan(-120);
    const { peaksDb } = await rendered({ cues: [{ cue: { kind: 'fanfare' }, after: 0 }], offAt: 1.5, roll: [1, 2.9] });
    expect(peaksDb[14]).toBeGreaterThan(-30);
    expect(Math.max(...peaksDb.slice(18))).toBeLessThan(-90);
  });
});
