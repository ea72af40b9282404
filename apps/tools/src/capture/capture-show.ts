import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsoleParticipant, RunOfShow } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { UsageError } from '../cli/usage-error.js';
import { joinByPage } from '../demo/wizard-page.js';
import type { Environment } from '../environment/environment.js';
import { freePort } from '../environment/free-port.js';
import { openBrowser } from '../environment/open-browser.js';
import { SERVER_ENTRY } from '../environment/server-entry.js';
import { startServerProcess } from '../environment/server-process.js';
import { withEnvironment } from '../environment/with-environment.js';
import { prepareMeasures } from '../measures/measure-page.js';
import { signInAsOwner } from '../room-client/sign-in-as-owner.js';
import { BusyPhone } from './busy-phone.js';
import { Camera, type FrameProblem } from './camera.js';
import { ask, type OwnerSocket } from './owner-client.js';
import { showScenes, type ShowScene } from './show-scenes.js';

/** A training that takes longer is filmed no further, s. */
const MOST_TRAINING_S = 40;
/** A show takes about six minutes; one that hangs is given up, ms. */
const TIME_LIMIT_MS = 15 * 60_000;

interface CaptureOptions {
  readonly folder: string;
  readonly wizards: number;
  /** Length of each round. */
  readonly roundSeconds: number;
  readonly stageSize: { readonly width: number; readonly height: number };
  /** Names of the scenes to film; empty for all. */
  readonly only: readonly string[];
}

export interface CapturedShow {
  readonly folder: string;
  readonly frames: number;
  readonly seconds: number;
  readonly problems: readonly FrameProblem[];
}

/** Runs a whole show on a new server and photographs its stage and one phone every second. @throws UsageError */
export function captureShow(options: CaptureOptions, progress: Environment['progress']): Promise<CapturedShow> {
  return withEnvironment('capture', progress, async (environment) => {
    const began = performance.now();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = startServerProcess(environment, {
      name: 'the Wandcast server',
      args: [
        ...SERVER_ENTRY,
        '--port',
        String(port),
        '--host',
        '127.0.0.1',
        '--data',
        path.join(environment.folder, 'capture'),
      ],
      databaseUrl: await environment.postgres.create('capture'),
    });
    const [, token = ''] = await server.waitForOutput(/#set-up=(\S+)/);
    const [, stageUrl = ''] = await server.waitForOutput(/Stage\s+(\S+)/);
    const [, code = ''] = await server.waitForOutput(/\/\?code=([A-Z0-9]+)/);
    const owner = await signInAsOwner(url, token);
    const browser = await openBrowser();
    const over = new AbortController();
    try {
      const tooLong = sleep(TIME_LIMIT_MS, undefined, { signal: over.signal }).then(() => {
        throw new UsageError('the show took too long');
      });
      tooLong.catch(() => undefined);
      const { pathname, search, hash } = new URL(stageUrl);
      const stage = await openStage(browser, new URL(pathname + search + hash, url).href, options);
      const wizard = await joinByPage(browser, `${url}/?code=${code}`, { prepare: prepareMeasures });
      const phone = new BusyPhone(wizard);
      const acting = phone.act(over.signal);
      const camera = new Camera(options.folder, { stage, phone: wizard.page }, progress);
      const show = runShow({ owner, camera, phone }, options);
      await Promise.race([show, tooLong, server.ended, acting.then(() => show)]);
      over.abort();
      await acting;
      const seconds = Math.round((performance.now() - began) / 1000);
      return { folder: options.folder, frames: camera.frames, seconds, problems: camera.problems };
    } finally {
      over.abort();
      owner.disconnect();
      await browser.close();
      await server.stop();
    }
  });
}

async function openStage(browser: Browser, url: string, { stageSize }: CaptureOptions): Promise<Page> {
  const page = await browser.newPage({ viewport: stageSize });
  await prepareMeasures(page);
  await page.goto(url);
  await page.locator('.scene').waitFor();
  return page;
}

interface Show {
  readonly owner: OwnerSocket;
  readonly camera: Camera;
  readonly phone: BusyPhone;
}

/** Adds and enters every step, and films it. */
async function runShow({ owner, camera, phone }: Show, options: CaptureOptions): Promise<void> {
  await ask(owner, 'rehearsal:start', { wizards: options.wizards });
  const scenes = showScenes(options.roundSeconds).filter(
    ({ name }) => options.only.length === 0 || options.only.includes(name),
  );
  for (const scene of scenes) {
    const training = scene.film === 'training' ? trainingEnd(owner) : null; // listens before it can end
    await enter(owner, scene);
    phone.wish(scene.phoneCasts, scene.castFor);
    await camera.film(scene.name, training ?? sleep(Number(scene.film) * 1000));
  }
}

async function enter(owner: OwnerSocket, { step, isDuel }: ShowScene): Promise<void> {
  if (isDuel === true) {
    const { challenge: kind, spell, seconds } = step;
    await ask(owner, 'round:start', { kind, spell, seconds, duel: await rivals(owner) });
    return;
  }
  const { steps } = (await ask(owner, 'step:add', { step })) as RunOfShow;
  await ask(owner, 'step:enter', { stepId: steps.at(-1)?.id });
}

/** The phone and a simulated wizard. */
async function rivals(owner: OwnerSocket): Promise<string[]> {
  const participants = (await ask(owner, 'participants:list', {})) as readonly ConsoleParticipant[];
  const phone = participants.find(({ nickname }) => nickname === 'Salt Hare');
  const other = participants.find((one) => one !== phone && one.connected);
  return [phone, other].map((one) => one?.id ?? '');
}

function trainingEnd(owner: OwnerSocket): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    owner.on('training:ended', ({ origin }) => {
      if (origin === 'taught') resolve();
    });
  });
  return Promise.race([ended.then(() => sleep(3_000)), sleep(MOST_TRAINING_S * 1000)]);
}
