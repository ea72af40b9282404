import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { layoutProblems, prepareMeasures } from '../../../apps/tools/src/measures/measure-page.js';
import { closePages, noBrowser, sharedBrowser } from '../support/browser.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  if (noBrowser === undefined) browser = await sharedBrowser();
});
beforeEach(async () => {
  if (noBrowser !== undefined) return;
  page = await browser.newPage({ viewport: { width: 400, height: 400 } });
  await prepareMeasures(page);
  await page.goto('about:blank');
});
afterAll(async () => {
  if (noBrowser === undefined) await closePages(browser);
});

/** What is wrong with a page of this content. */
async function problemsOf(content: string): Promise<string[]> {
  await page.setContent(`<style>body { margin: 0; font: 20px monospace } .at { position: absolute }</style>${content}`);
  return layoutProblems(page);
}
const at = (x: number, y: number, text: string, style = ''): string =>
  `<p class="at" style="margin: 0; left: ${x}px; top: ${y}px; white-space: nowrap; ${style}">${text}</p>`;

/** Draws on a canvas of 400 x 100 that covers the top of the page. */
async function problemsOfCanvas(draw: (context: CanvasRenderingContext2D) => void): Promise<string[]> {
  await page.setContent(
    '<style>body { margin: 0 }</style><canvas width="800" height="200" style="width: 400px"></canvas>',
  );
  await page.evaluate(`(${draw.toString()})(document.querySelector('canvas').getContext('2d'))`);
  return layoutProblems(page);
}

describe.skipIf(noBrowser !== undefined)('texts that overlap', () => {
  test('are found', async () => {
    expect(await problemsOf(at(10, 10, 'Valiant Newt') + at(60, 14, 'Upbeat Squirrel'))).toEqual([
      expect.stringMatching(/^"Valiant Newt" .* and "Upbeat Squirrel" .* overlap by \d+ x \d+ px$/),
    ]);
  });

  test('are found in pictures', async () => {
    const content = `<svg width="300" height="100"><text x="10" y="40">sixty seconds</text></svg>${at(30, 24, 'points')}`;
    expect(await problemsOf(content)).toEqual([expect.stringMatching(/"sixty seconds" \(text\) and "points"/)]);
  });

  test.each([
    ['texts side by side', at(10, 10, 'one') + at(90, 10, 'two')],
    ['texts on neighboring lines', at(10, 10, 'one') + at(10, 28, 'two')],
    ['a word of a sentence', '<p>Cast <b>Tide</b> now, before everyone else in the whole room does it</p>'],
    ['texts nearly transparent', at(10, 10, 'one') + at(12, 10, 'two', 'opacity: 0.1')],
    ['texts leaving', at(10, 10, 'one') + `<div class="scene-leave-active">${at(12, 10, 'two')}</div>`],
    [
      'texts below a dark cover',
      `${at(10, 10, 'one')}<div class="at" style="inset: 0; background: #000">${at(12, 10, 'two')}</div>`,
    ],
    [
      'texts for screen readers only',
      `${at(10, 10, 'one')}<p class="at visually-hidden" style="left: 10px; top: 10px">two</p>`,
    ],
  ])('are not %s', async (_, content) => {
    expect(await problemsOf(content)).toEqual([]);
  });

  test('are found on a canvas, and between a canvas and the page', async () => {
    const names = await problemsOfCanvas((context) => {
      context.font = '40px monospace';
      context.fillText('Quiet Otter', 20, 60);
      context.scale(2, 2);
      context.font = '20px monospace';
      context.fillText('Brisk Wren', 40, 34);
    });
    expect(names).toEqual([expect.stringMatching(/"Quiet Otter" \(canvas\) and "Brisk Wren" \(canvas\) overlap/)]);
    await page.evaluate(
      (html) => {
        document.body.insertAdjacentHTML('beforeend', html);
      },
      at(120, 8, '146 casts', 'position: absolute'),
    );
    expect(await layoutProblems(page)).toContainEqual(expect.stringMatching(/"146 casts".*"Brisk Wren"/));
  });

  test('are not on a canvas that was cleared between them, or drew one text twice', async () => {
    const names = await problemsOfCanvas((context) => {
      context.font = '40px monospace';
      context.fillText('Quiet Otter', 20, 60);
      context.clearRect(0, 0, 800, 200);
      context.fillText('Brisk Wren', 30, 60);
      context.fillText('Brisk Wren', 30, 60);
    });
    expect(names).toEqual([]);
  });

  test('are found if a canvas draws another canvas', async () => {
    const names = await problemsOfCanvas((context) => {
      const sprite = document.createElement('canvas');
      const own = sprite.getContext('2d');
      if (own === null) throw new Error('no context');
      own.font = '40px monospace';
      own.fillText('Quiet Otter', 0, 60);
      context.drawImage(sprite, 10, 10);
      context.drawImage(sprite, 30, 20);
    });
    expect(names).toHaveLength(1);
  });
});

describe.skipIf(noBrowser !== undefined)('texts that are cut', () => {
  test.each([
    ['right', at(380, 10, 'cut off')],
    ['left', at(-20, 10, 'cut off')],
    ['right', '<div style="width: 60px; overflow: hidden; white-space: nowrap">cut off here</div>'],
    ['bottom', '<div style="height: 12px; overflow: hidden">cut off</div>'],
    ['bottom', `<style>body { overflow: hidden }</style>${at(10, 388, 'cut off')}`],
  ])('are found at the %s', async (edge, content) => {
    expect(await problemsOf(content)).toEqual([
      expect.stringMatching(new RegExp(`^"cut off.*" .* is cut by \\d+ px at the ${edge}$`)),
    ]);
  });

  test('are found if an ellipsis replaces them, unless that is intended', async () => {
    const style = 'width: 90px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap';
    expect(await problemsOf(`<p style="${style}">Tricky Woodpecker</p>`)).toEqual([
      expect.stringMatching(/^"Tricky Woodpecker" \(p\) ends in an ellipsis$/),
    ]);
    expect(await problemsOf(`<p style="${style}" title="Tricky Woodpecker">Tricky Woodpecker</p>`)).toEqual([]);
    expect(await problemsOf(`<p style="${style}">Newt</p>`)).toEqual([]);
  });

  test('are found on a canvas', async () => {
    const names = await problemsOfCanvas((context) => {
      context.font = '40px monospace';
      context.fillText('Quiet Otter', 700, 60);
      context.fillText('Tricky Wood…', 20, 120);
    });
    expect(names).toEqual([
      expect.stringMatching(/^"Quiet Otter" \(canvas\) is cut by \d+ px at the right$/),
      '"Tricky Wood…" (canvas) ends in an ellipsis',
    ]);
  });

  test('are not below the end of a page or a list that scrolls', async () => {
    expect(await problemsOf(at(10, 900, 'further down'))).toEqual([]);
    const list = `<div style="height: 60px; overflow: auto">${'<p>one</p>'.repeat(9)}</div>`;
    expect(await problemsOf(list)).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('seals', () => {
  const ring = (left: number, kind = 'ring'): string =>
    `<div class="${kind}" style="position: relative; width: 200px; height: 200px">
      <canvas class="canvas at" style="left: ${left}px; top: ${left}px; width: 216px; height: 216px"></canvas></div>`;

  test('off the center of their ring are found', async () => {
    expect(await problemsOf(ring(-22))).toEqual(['div.ring > canvas.canvas.at is 19.8 px off its center']);
    expect(await problemsOf(ring(-22, 'face'))).toEqual(['div.face > canvas.canvas.at is 19.8 px off its center']);
  });

  test('in the center, and icons beside it, are right', async () => {
    const icon = '<svg class="at" width="24" height="24" style="left: 4px; top: 4px"></svg>';
    expect(await problemsOf(ring(-8) + ring(-9, 'seal').replace('</div>', `${icon}</div>`))).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('pictures', () => {
  const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

  test('that cannot be loaded are found', async () => {
    expect(await problemsOf(`<img src="${PIXEL}" alt="a pixel" />`)).toEqual([]);
    const broken = await problemsOf('<img src="data:image/png;base64,AAAA" alt="" />');
    expect(broken).toEqual([expect.stringMatching(/^the picture data:image\/png;base64,AAAA .* is broken$/)]);
  });
});
