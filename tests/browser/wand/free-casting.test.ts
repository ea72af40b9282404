import type { RunOfShow, Step } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { noBrowser } from '../support/browser.js';
import { holdUntil, openPhone, joinRoom, type Phone } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

const listening = ({ page }: Phone) => page.getByRole('main').getByText('Just move: your wand is listening.');

/** Counts the casts that the page sends, whole or as a stream. */
function countSent(page: Page): () => number {
  let sent = 0;
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (/"cast:(?:replay|start)"/.test(String(payload))) sent++;
    });
  });
  return () => sent;
}

async function switchFreeCasting(client: ConsoleClient, freeCasting: boolean): Promise<void> {
  const step = client.state.runOfShow.steps.find(({ kind }) => kind === 'cast');
  if (step === undefined) throw new Error('no step to cast');
  const { id, kind, title, seconds, spell, challenge }: Step = step;
  await client.ask<RunOfShow>('step:edit', {
    ...{ stepId: id, step: { kind, title, seconds, spell, challenge, freeCasting } },
  });
  await client.ask<RunOfShow>('step:enter', { stepId: id });
}

/** A hand that fidgets with the phone: real movement, and no spell. */
async function wobble({ hand }: Phone): Promise<void> {
  const { t, linear } = spark();
  if (linear === undefined) throw new Error('the signal has no linear acceleration');
  const shake = t.map((time) => 7 * Math.sin(time / 50));
  await hand.wave({ t, linear: { x: shake, y: shake.map(() => 0), z: shake.map((value) => value / 2) } });
  await hand.rest(700); // until the segmenter has found its end
}

describe.skipIf(noBrowser !== undefined)('[C14] casting without a press', () => {
  test('sends nothing while it is off or the hand rests, and movements while it is on', async () => {
    const client = await openConsole(site.server);
    await client.ask('room:learn', { learning: false });
    await switchFreeCasting(client, false);
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const phone = await openPhone(site.browser, 'about:blank', context);
    const sent = countSent(phone.page);
    await phone.page.goto(site.server.links.join);
    await joinRoom(phone);
    await phone.hand.wave(spark());
    await phone.hand.rest(700);
    expect(await listening(phone).count()).toBe(0);
    expect(sent()).toBe(0);

    await switchFreeCasting(client, true);
    await holdUntil(phone, () => listening(phone).isVisible());
    await phone.hand.rest(1_500);
    expect(sent()).toBe(0); // a hand at rest is no movement
    await wobble(phone);
    expect(sent()).toBeGreaterThan(0);
    expect(await phone.page.getByRole('main').innerText()).not.toMatch(/% sure/); // no spell, no answer
    const isAnswered = (): Promise<boolean> =>
      phone.page
        .getByText(/% sure/)
        .first()
        .isVisible();
    for (let wave = 0; wave < 8 && !(await isAnswered()); wave++) {
      await phone.hand.wave(spark());
      await phone.hand.rest(1_500);
    }
    expect(await phone.page.getByRole('main').innerText()).toMatch(/Spark[^]*% sure/);
    client.socket.disconnect();
    expect(phone.pageErrors).toEqual([]);
  });

  test('takes phones that wait on the first page to the ring', async () => {
    const client = await openConsole(site.server);
    await client.ask('step:enter', { stepId: client.state.runOfShow.steps[0]?.id });
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone, 'Quiet Otter');
    await phone.page.getByRole('button', { name: 'Back to teach or cast' }).click();
    await phone.page.getByRole('button', { name: 'Cast a spell' }).waitFor();
    await switchFreeCasting(client, true);
    await holdUntil(phone, () => listening(phone).isVisible());
    client.socket.disconnect();
    expect(phone.pageErrors).toEqual([]);
  });
});
