import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { UsageError } from '../cli/usage-error.js';
import { freePort } from '../environment/free-port.js';
import { openBrowser } from '../environment/open-browser.js';
import { SERVER_ENTRY } from '../environment/server-entry.js';
import { startServerProcess } from '../environment/server-process.js';
import { withEnvironment } from '../environment/with-environment.js';
import { signInAsOwner } from '../room-client/sign-in-as-owner.js';
import { starterCast } from './phone-in-hand.js';
import { recordScreen } from './screen-recording.js';
import { castButton, drawSpell, joinByPage, ringOf, spellsButton, type WizardPage } from './wizard-page.js';
import { writeAnimation } from './write-animation.js';

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
      args: [...SERVER_ENTRY, ...args, '--rehearse', String(WIZARDS)],
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
      const wizard = await enterAsWizard(browser, `${url}/?code=${code}`);
      const { page, hand } = wizard;
      const [stage, phone] = await Promise.all([recordScreen(stagePage, 800), recordScreen(page, 416)]);
      progress('demo: casting');
      await hand.holdUntil(page.waitForTimeout(1_500));
      const from = Date.now();
      for (const [n, spell] of SPELLS.entries()) await castOnce(wizard, spell, n + 3);
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
async function enterAsWizard(browser: Browser, url: string): Promise<WizardPage> {
  const wizard = await joinByPage(browser, url, { deviceScaleFactor: 1.1 });
  await castButton(wizard.page).click();
  await wizard.hand.holdUntil(ringOf(wizard.page).waitFor());
  return wizard;
}

/** Presses the ring, draws, releases it, and shows the result for a moment. */
async function castOnce(wizard: WizardPage, spell: string, seed: number): Promise<void> {
  const { page, hand } = wizard;
  await drawSpell(wizard, starterCast(spell, seed));
  await hand.holdUntil(spellsButton(page).waitFor());
  await hand.holdUntil(page.waitForTimeout(2_500));
}
