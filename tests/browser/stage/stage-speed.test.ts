import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Round } from '@wandcast/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { tokenOf } from '../../support/test-server.js';
import { ownerOf, startServerProcess, type ServerProcess } from '../../support/server-process.js';
import { measureFrames, type FrameTimes } from './frame-times.js';
import { launchBrowser, noBrowser } from '../support/browser.js';
import { joinCrowd, type Crowd } from './casting-crowd.js';
import { replayStageMessages } from './replay-stage-messages.js';
import { recordStageMessages, type Recording, type Traffic } from './record-stage-messages.js';

/** `npm run bench:stage` measures rooms of all sizes; the test suite only checks that measuring works. */
const isBench = process.env['npm_lifecycle_event'] === 'bench:stage';
const ROOMS = isBench ? [5, 50, 500] : [5];
const SECONDS = isBench ? 10 : 3;

let folder: string;
let server: ServerProcess;
let browser: Browser;
let client: ConsoleClient;
const links = { join: '', stage: '' };

/** Starts a server as `npm start` does. */
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  server = await startServerProcess(folder, await freePort());
  client = await openConsole({ url: server.url, owner: await ownerOf(server) });
  await client.ask('room:learn', { learning: false }); // a training would disturb the measurement
  [links.join, links.stage] = [client.state.joinUrl, client.state.stageUrl];
  browser = await launchBrowser();
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  client.socket.disconnect();
  await browser.close();
  await server.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function openProjector(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  return context.newPage();
}
const stageUrl = (): string => `${server.url}/stage?token=${tokenOf(links.stage)}`;

interface Measured {
  readonly traffic: Traffic;
  /** While the server and all wands run on the same machine. */
  readonly amid: FrameTimes;
  readonly recording: Recording;
}

/** Measures a stage while a crowd is active for SECONDS. */
async function measureCrowd(crowd: Crowd, load: () => Promise<number>): Promise<Measured> {
  const page = await openProjector();
  await page.goto(stageUrl());
  await page.locator('main.picture').waitFor();
  const recorder = await recordStageMessages(server.url, tokenOf(links.stage));
  expect(recorder.recording().snapshot.wands).toHaveLength(crowd.joined.length);
  recorder.start();
  const loaded = load();
  const amid = await measureFrames(page, SECONDS * 1000);
  const traffic = recorder.traffic();
  expect(await loaded).toBeGreaterThan(0);
  const recording = recorder.recording();
  recorder.leave();
  await page.context().close();
  return { traffic, amid, recording };
}

/** The same messages replayed to a page that has the machine to itself. */
async function measureAlone({ recording }: Measured): Promise<FrameTimes> {
  const page = await openProjector();
  const { end } = await replayStageMessages(page, stageUrl(), recording);
  await page.locator('main.picture').waitFor();
  const times = await measureFrames(page, SECONDS * 1000);
  await end;
  await page.context().close();
  return times;
}

const fps = ({ p50, p95, cpu, frames }: FrameTimes): string =>
  `p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms, ${(frames / SECONDS).toFixed(0)} fps, CPU ${(100 * cpu).toFixed(0)} %`;

/** Prints figures for docs/benchmarks.md. No time is asserted, since it depends on the machine. */
describe.skipIf(noBrowser !== undefined)('the stage with a crowd', () => {
  test('receives little data and keeps up', async () => {
    for (const people of ROOMS) {
      const crowd = await joinCrowd(
        { url: server.url, code: new URL(links.join).searchParams.get('code') ?? '' },
        people,
      );
      await client.ask('stage:show', { view: 'live' });
      const live = await measureCrowd(crowd, () => crowd.cast(SECONDS));
      await client.ask('stage:show', { view: 'round' });
      const round = await measureCrowd(crowd, async () => {
        const { startsAt } = await client.ask<Round>('round:start', { kind: 'order', spell: 'tide', seconds: SECONDS });
        await sleep(startsAt - Date.now());
        return crowd.castTogether(1_500);
      });
      crowd.leave();
      for (const [name, measured] of Object.entries({ live, round })) {
        const { traffic, amid } = measured;
        const after = await measureAlone(measured);
        console.log(
          `stage, ${people} people, ${name}: ${(traffic.bytes / SECONDS / 1000).toFixed(1)} kB/s (most in a second ` +
            `${(traffic.peak / 1000).toFixed(0)}), ${(traffic.messages / SECONDS).toFixed(1)} messages/s; ` +
            `frames amid the crowd ${fps(amid)}; the same alone ${fps(after)}`,
        );
        expect(traffic.frames).toBeLessThanOrEqual(Math.ceil(traffic.ms / 80) + 2);
      }
    }
  });
});
