import type { ConsoleParticipant, StageView } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { layoutProblems } from '../../../apps/tools/src/measures/measure-page.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { connect, nextMessage } from '../../support/test-server.js';
import { noBrowser } from '../support/browser.js';
import { resultOn } from '../support/cast-by-ring.js';
import { castOnce, goToRing, holdUntil, joinRoom, openPhone, press, ring, type Phone } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('a phone during the show', () => {
  let client: ConsoleClient;
  beforeAll(async () => {
    if (noBrowser === undefined) client = await openConsole(site.server);
  });
  afterAll(() => {
    if (noBrowser === undefined) client.socket.disconnect();
  });
  afterEach(async () => {
    await show('live');
    await client.ask('stage:direct', { reactions: true });
    await Promise.all(site.browser.contexts().map((context) => context.close()));
  });
  const show = (view: StageView) => client.ask('stage:show', { view });
  const shows = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
  const keepCasting = (page: Page) => page.getByRole('button', { name: 'Keep casting' }).click();
  const joined = async (name: string): Promise<Phone> => {
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone, name);
    return phone;
  };

  test('teaching takes the phone over, once, and leads there and back', async () => {
    const phone = await joined('Salt Hare');
    const { page } = phone;
    await show('teach');
    await client.ask('room:teach', { spell: 'gale' });
    await shows(page, 'Everyone’s teaching Gale');
    await keepCasting(page);
    await ring(phone).waitFor();
    await page.reload();
    await goToRing(phone); // a dismissal survives a reload
    await client.ask('room:teach', { spell: 'tide' });
    await shows(page, 'Everyone’s teaching Tide');
    await page.getByRole('button', { name: 'Start teaching' }).click();
    await shows(page, 'Teach a spell');
    await page.getByRole('button', { name: 'Back to teach or cast' }).click();
    await shows(page, 'Your wand is awake'); // and not the same card again
    expect(phone.pageErrors).toEqual([]);
  });

  test('follows each moment, and says on another page that there is one', async () => {
    const phone = await joined('Quiet Otter');
    const { page } = phone;
    for (const [view, title] of [
      ['training', 'The model is learning'],
      ['leaders', 'The leaderboard'],
      ['groves', 'The groves'],
      ['podium', 'The podium'],
    ] as const) {
      await show(view);
      await shows(page, title);
    }
    await show('live');
    await ring(phone).waitFor();
    await page.getByRole('button', { name: /your casts and your data$/ }).click();
    await shows(page, 'Your casts');
    await show('leaders');
    await page.getByText('The leaderboard. No points yet.').first().waitFor();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await shows(page, 'The leaderboard');
    expect(phone.pageErrors).toEqual([]);
  });

  test('waits for the end of a cast and its result', async () => {
    const phone = await joined('Brisk Wren');
    const { page } = phone;
    await press(phone);
    await show('groves');
    await phone.hand.wave(spark());
    expect(await page.getByRole('heading', { name: 'The groves' }).count()).toBe(0);
    await page.mouse.up();
    await resultOn(page);
    await holdUntil(phone, () => page.getByRole('heading', { name: 'The groves' }).isVisible());
  });

  test('learns that its cast is in the spotlight, and feels it', async () => {
    const phone = await joined('Dusk Weaver');
    const { page } = phone;
    await page.evaluate(() => {
      Object.assign(window, { felt: [] });
      navigator.vibrate = (pattern) => (window as unknown as { felt: unknown[] }).felt.push(pattern) > 0;
    });
    await castOnce(phone, spark());
    await resultOn(page);
    const [cast] = await site.server.query<{ id: string }>('SELECT id FROM casts ORDER BY id DESC LIMIT 1');
    const { links, url } = site.server;
    const stage = connect({ url }, '/stage', { token: new URL(links.stage).searchParams.get('token') });
    try {
      await nextMessage(stage, 'stage:welcomed');
      stage.emit('spotlight:report', { castId: cast?.id });
      await page.locator('.spotlight').waitFor();
      expect(await page.locator('.spotlight').innerText()).toBe('You’re on the big screen');
      await expect.poll(() => layoutProblems(page)).toEqual([]); // the bar is not half covered
      expect(await page.evaluate(() => (window as unknown as { felt: unknown[] }).felt.at(-1))).toEqual([
        30, 60, 30, 60, 120,
      ]);
      await page.locator('.spotlight').waitFor({ state: 'detached' });
    } finally {
      stage.disconnect();
    }
  });

  test('sends reactions, ten in ten seconds at most, and none if they are off', async () => {
    const { page } = await joined('Nine Owls');
    const sent = await sentBy(page);
    await show('groves');
    const heart = page.getByRole('button', { name: 'Heart' });
    for (let taps = 0; taps < 12; taps++) await heart.click({ force: true });
    await page.getByText('That’s plenty. One moment.').waitFor();
    expect(await heart.getAttribute('aria-disabled')).toBe('true');
    expect((await sent()).filter((text) => text.includes('reaction:send'))).toHaveLength(10);
    await client.ask('stage:direct', { reactions: false });
    await heart.waitFor({ state: 'detached' });
    await client.ask('stage:direct', { reactions: true });
    await heart.waitFor();
  });

  test('asks where it is, at most once a second, and says where to look', async () => {
    const phone = await joined('Soft Anvil');
    const { page } = phone;
    const sent = await sentBy(page);
    await page.getByRole('button', { name: 'Back to teach or cast' }).click();
    const ask = page.getByRole('button', { name: 'Where am I?' });
    await ask.click();
    expect(await ask.getAttribute('aria-disabled')).toBe('true');
    expect(await ask.evaluate((button) => button === document.activeElement)).toBe(true); // it keeps the focus
    await page.getByText('Look at the big screen: your mark is flashing.').first().waitFor();
    await expect.poll(() => ask.getAttribute('aria-disabled')).toBe('false');
    expect((await sent()).filter((text) => text.includes('me:locate'))).toHaveLength(1);
  });

  test('[O5] changes its name in the settings, for everyone and for the next visit', async () => {
    const phone = await joined('Loud Heron');
    const { page } = phone;
    await page.getByRole('button', { name: 'Settings: language, theme, sound' }).click();
    await page.getByRole('button', { name: 'Change name and sigil' }).click();
    await page.getByLabel('Wizard name').fill('Calm Hornet');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /^Calm Hornet/ }).waitFor();
    expect(await page.getByText('You are now called').count()).toBe(0);
    const list = await client.ask<readonly ConsoleParticipant[]>('participants:list', {});
    expect(list.filter(({ nickname }) => nickname === 'Calm Hornet')).toHaveLength(1);
    await page.reload();
    await goToRing(phone);
    await page.getByRole('button', { name: /^Calm Hornet/ }).waitFor();
  });

  test('keeps a wrong code and says what is wrong beside it', async () => {
    const context = await site.browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(site.server.url);
    const field = page.getByLabel('Code on the big screen');
    await field.fill('nope99');
    await page.getByRole('button', { name: 'Find the room' }).click();
    await page.getByRole('alert').filter({ hasText: 'No event has this code.' }).waitFor();
    expect(await field.inputValue()).toBe('nope99');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill(site.server.code);
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Find the room' }).click();
    await page.getByLabel('Wizard name').waitFor();
  });
});

/** Records what a page sends over its sockets from now on. @returns a function that reads it */
async function sentBy(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const sent: string[] = [];
    Object.assign(window, { sent });
    const own = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'send')?.value as WebSocket['send'];
    WebSocket.prototype.send = new Proxy(own, {
      apply(send, socket, [data]: [string | ArrayBuffer]) {
        if (typeof data === 'string') sent.push(data);
        Reflect.apply(send, socket, [data]);
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { sent: string[] }).sent);
}
