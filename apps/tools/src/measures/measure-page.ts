import type { Page } from 'playwright-core';
import { brokenImages } from './broken-images.js';
import { recordCanvasText, shownCanvasTexts } from './canvas-text.js';
import { ringDrawings } from './seal-centers.js';
import { shownTexts } from './shown-text.js';
import { cutProblems, overlapProblems } from './text-problems.js';

/** How far a seal may be from the center of its ring, CSS pixels. */
const MOST_OFF_CENTER = 2;

/** Makes texts on canvases measurable. Call it before the page loads. */
export async function prepareMeasures(page: Page): Promise<void> {
  await page.addInitScript(recordCanvasText);
}

/**
 * Lists what is wrong with the layout of a page right now: texts that overlap or are cut, seals off
 * their center, broken pictures.
 */
export async function layoutProblems(page: Page): Promise<string[]> {
  const [texts, canvasTexts, drawings, images] = await Promise.all([
    page.evaluate(shownTexts),
    page.evaluate(shownCanvasTexts),
    page.evaluate(ringDrawings),
    page.evaluate(brokenImages),
  ]);
  const all = [...texts, ...canvasTexts];
  const offCenter = drawings.filter((drawing) => drawing.offCenter > MOST_OFF_CENTER);
  return [
    ...overlapProblems(all),
    ...cutProblems(all),
    ...offCenter.map(({ place, offCenter: by }) => `${place} is ${by.toFixed(1)} px off its center`),
    ...images.map((image) => `the picture ${image} is broken`),
  ];
}
