import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { UsageError } from '../cli/usage-error.js';
import { freePort } from '../environment/free-port.js';
import { openBrowser } from '../environment/open-browser.js';
import { startServerProcess } from '../environment/server-process.js';
import { withEnvironment } from '../environment/with-environment.js';
import { signInAsOwner } from '../room-client/sign-in-as-owner.js';
import { starterCast, takeInHand, type PhoneInHand } from './phone-in-hand.js';
import { recordScreen } from './screen-recording.js';
import { writeAnimation } from './write-animation.js';

const SERVER = fileURLToPath(new URL('../../../api/dist/main.js', import.meta.url));

/** Enough for a lively stage; more would slow down the two pages recorded on the same machine. */
const WIZARDS = 40;

const SPELLS = ['spark', 'tide'] as const;

export interface Demo {
  readonly file: string;
  readonly bytes: number;
  /** Length of the animation. */
  readonly seconds: number;
}

/** Records a stage with simulated wizards beside a phone that casts two spells. @throws UsageError */
export function recordDemo(file: string, progress: (text: string) => void): Promise<Demo> {
  return withEnvironment('demo', progress, async (environment) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const args = ['--port', String(port), '--host', '127.0.0.1', '--data', path.join(environment.folder, 'demo')];
    const server = startServerProcess(environment, {
      name: 'the Wandcast server',
      args: [SERVER, ...args, '--rehearse', String(WIZARDS)],
      databaseUrl: await environment.postgres.create('demo'),
    });
    const [, token = ''] = await server.waitForOutput(/#set-up=(\S+)/);
    const [, stageUrl = ''] = await server.waitForOutput(/Stage\s+(\S+)/);
    const [, code = ''] = await server.waitForOutput(/\/\?code=([A-Z0-9]+)/);
    const owner = await signInAsOwner(url, token);
    const browser = await openBrowser();
    try {
      const answer = await owner.emitWithAck('stage:show', { view: 'live' });
      if (!answer.ok) throw new UsageError(answer.failure.message);
      progress('demo: opening the stage and a phone');
      const stagePage = await browser.newPage({ viewport: { width: 1600, height: 900 } });
      const { pathname, search, hash } = new URL(stageUrl);
      await stagePage.goto(new URL(pathname + search + hash, url).href);
      const { page, hand } = await enterAsWizard(browser, `${url}/?code=${code}`);
      const [stage, phone] = await Promise.all([recordScreen(stagePage, 800), recordScreen(page, 416)]);
      progress('demo: casting');
      await hand.holdUntil(page.waitForTimeout(1_500));
      const from = Date.now();
      for (const [n, spell] of SPELLS.entries()) await castOnce(page, hand, spell, n + 3);
      const until = Date.now();
      await Promise.all([stage.stop(), phone.stop()]);
      progress('demo: writing the picture');
      const frames = path.join(environment.folder, 'frames');
      await mkdir(frames);
      await writeAnimation(browser, { stage, phone, from, until }, frames, file);
      return { file, bytes: statSync(file).size, seconds: (until - from) / 1000 };
    } finally {
      owner.disconnect();
      await browser.close();
      await server.stop();
    }
  });
}

/** Joins through the phone page and waits for the ring. */
async function enterAsWizard(browser: Browser, url: string): Promise<{ page: Page; hand: PhoneInHand }> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    deviceScaleFactor: 1.1,
  });
  const page = await context.newPage();
  const hand = await takeInHand(page);
  await page.goto(url);
  await page.locator('input').first().fill('Salt Hare');
  await page.locator('button[type="submit"]').click();
  const cast = page.getByRole('button', { name: 'Cast a spell' });
  await hand.holdUntil(cast.waitFor());
  await cast.click();
  await hand.holdUntil(ringOf(page).waitFor());
  return { page, hand };
}

/** Presses the ring, draws, releases it, and shows the result for a moment. */
async function castOnce(page: Page, hand: PhoneInHand, spell: string, seed: number): Promise<void> {
  const box = await ringOf(page).boundingBox();
  if (box === null) throw new Error('the ring is not visible');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await hand.move(starterCast(spell, seed));
  await page.mouse.up();
  const again = page.getByRole('button', { name: /^(Cast|Try) again$/ });
  await hand.holdUntil(again.waitFor());
  await hand.holdUntil(page.waitForTimeout(2_500));
  await again.click();
  await hand.holdUntil(ringOf(page).waitFor());
}

const ringOf = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('button', { name: 'Press and cast' });
