import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SpellId, StageSnapshot } from '@wandcast/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePages, noBrowser, pageErrorsOf, sharedBrowser } from '../../support/browser.js';
import { openStageFeed, type StageFeed } from '../stage-feed.js';
import { crowd, snapshotOf } from '../stage-snapshots.js';
import { curveTo, reportOf, teachSnapshot, trainingOf } from './teach-snapshots.js';
import { auditText } from '../text-audit.js';

/** Folder for screenshots of every view; without it none are taken. */
const shots = process.env['STAGE_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

let feed: StageFeed;
let browser: Browser;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  feed = await openStageFeed(snapshotOf([], {}));
  browser = await sharedBrowser();
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await closePages(browser);
  await feed.close();
});

const gale = 'gale' as SpellId;
const NEWS = 'The doors at the back are open again, and there is water in the foyer for everyone who would like some.';
const training = (part: Partial<StageSnapshot>): StageSnapshot => snapshotOf(crowd(30), { view: 'training' }, part);
const active = (learnt: number, heldOut: number, nearest: number): StageSnapshot =>
  training({ report: reportOf(curveTo(learnt, heldOut), { baselines: { nearest, cnn2018: null } }) });

const views: readonly (readonly [name: string, snapshot: StageSnapshot])[] = [
  ...[0, 3, 34, 300].flatMap((casts) => [
    [`spell-${casts}`, teachSnapshot(casts, gale)] as const,
    [`book-${casts}`, teachSnapshot(casts, null)] as const,
  ]),
  ['spell-of-one', teachSnapshot(34, gale, { people: 1 })],
  ['book-of-one', teachSnapshot(34, null, { people: 1 })],
  ['spell-long', teachSnapshot(34, gale, { long: true })],
  ['book-long', teachSnapshot(34, null, { long: true })],
  ['spell-caption', teachSnapshot(3, gale, { event: { announcement: NEWS } })],
  ['training-none', training({})],
  ['training-reading', training({ training: trainingOf({ stage: 'reading', casts: null, people: null }) })],
  [
    'training',
    training({ training: trainingOf({ curve: curveTo(0.9, 0.7, 6), accuracy: 0.7 }), report: reportOf([]) }),
  ],
  ['trained', active(0.98, 0.91, 0.84)],
  ['trained-close', active(0.9, 0.88, 0.87)],
  ['trained-well', active(1, 0.99, 0.97)],
  ['trained-badly', active(0.5, 0.2, 0.1)],
];

describe.skipIf(noBrowser !== undefined)('the stage while spells are taught and learned', () => {
  test.each(['en', 'de'])(
    'is readable from the last row in %s: no text is too small, cut off or covered',
    async (lang) => {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
      const pageErrors = pageErrorsOf(page);
      for (const [name, snapshot] of views) {
        feed.snapshot = snapshot;
        await page.goto(`${feed.url}/stage?token=any&lang=${lang}`);
        await page.locator('.scene').waitFor();
        if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name} ${lang}.png`) });
        expect({ name, problems: await auditText(page), pageErrors }).toEqual({ name, problems: [], pageErrors: [] });
      }
      await page.close();
    },
  );
});
