import type { SpellId } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { joinCrowd, type Crowd } from './casting-crowd.js';

const site = openSite();
const tide = 'tide' as SpellId;

interface Room {
  readonly client: ConsoleClient;
  readonly stage: Page;
  readonly pageErrors: readonly string[];
  /** Joins with people who stay for the rest of the test. */
  joinCrowd(people: number): Promise<Crowd>;
}

async function openRoom(): Promise<Room> {
  const client = await openConsole(site.server);
  const context = await site.browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const stage = await context.newPage();
  const pageErrors = pageErrorsOf(stage);
  const crowds: Crowd[] = [];
  await stage.goto(site.server.links.stage);
  onTestFinished(async () => {
    for (const crowd of crowds) crowd.leave();
    await client.ask('stage:direct', { spotlight: { by: 'newest' }, sound: false });
    client.socket.disconnect();
    await context.close();
  });
  return {
    ...{ client, stage, pageErrors },
    async joinCrowd(people) {
      const crowd = await joinCrowd(site.server, people);
      crowds.push(crowd);
      return crowd;
    },
  };
}

/** Number of opaque pixels in a spell's color. */
function countPixels(page: Page, token: string): Promise<number> {
  return page.evaluate((name) => {
    const bits = Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue(name).trim().slice(1), 16);
    const wanted = [bits >> 16, (bits >> 8) & 255, bits & 255];
    return [...document.querySelectorAll('canvas')].reduce((sum, canvas) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const { data } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      for (let i = 0; i < data.length; i += 4)
        if ((data[i + 3] ?? 0) > 40 && wanted.every((value, j) => Math.abs((data[i + j] ?? 0) - value) < 8)) sum++;
      return sum;
    }, 0);
  }, token);
}

describe.skipIf(noBrowser !== undefined)('the teach view', () => {
  test('shows the spell, all taught casts, the contributors and what is needed, even after a reload', async () => {
    const room = await openRoom();
    const { stage, client } = room;
    const crowd = await room.joinCrowd(2);
    await client.ask('stage:show', { view: 'teach' });
    await client.ask('room:teach', { spell: tide });
    await stage.getByRole('heading', { name: 'Teach it Tide' }).waitFor();
    await stage.getByText('Nobody has taught Tide yet.').waitFor();
    await stage.getByText('Every cast you keep is drawn here.').waitFor();
    expect(await countPixels(stage, '--tide')).toBe(0);

    await crowd.teach(() => tide, 200);
    const [first, second] = crowd.joined.map(({ welcome }) => welcome.participant.nickname);
    for (const name of [first, second]) await stage.getByText(name ?? '', { exact: true }).waitFor();
    await stage.getByText('Tide needs 3 more casts from 1 more person.').waitFor();
    await expect.poll(() => countPixels(stage, '--tide')).toBeGreaterThan(2_000);

    await stage.reload();
    await stage.getByText('Tide needs 3 more casts from 1 more person.').waitFor();
    await expect.poll(() => countPixels(stage, '--tide')).toBeGreaterThan(2_000);
    await stage.getByText(first ?? '', { exact: true }).waitFor();

    await client.ask('room:teach', { spell: null });
    await stage.getByRole('heading', { name: 'Teach any spell' }).waitFor();
    await stage.getByText('2 casts', { exact: true }).waitFor();
    expect(await stage.getByText('taught it yet').count()).toBe(5);
    await expect.poll(() => countPixels(stage, '--tide')).toBeGreaterThan(500);
    expect(room.pageErrors).toEqual([]);
  });
});

describe.skipIf(noBrowser !== undefined)('the spotlight', () => {
  test('stays on the pinned person: name, growing cast, result; and moves on when they leave', async () => {
    const room = await openRoom();
    const { stage, client } = room;
    const [crowd, guest] = [await room.joinCrowd(2), await joinCrowd(site.server, 1)];
    const [chosen] = guest.joined.map(({ welcome }) => welcome.participant);
    await client.ask('stage:show', { view: 'live' });
    await crowd.castTogether(100);
    const pin = stage.getByLabel('The spotlight stays here');
    await stage.locator('.spot h2').waitFor();
    expect(await pin.count()).toBe(0);

    await client.ask('stage:direct', { spotlight: { by: 'participant', participantId: chosen?.id } });
    await pin.waitFor();
    await stage
      .locator('.spot')
      .getByText(chosen?.nickname ?? '', { exact: true })
      .waitFor();
    await stage.getByText('Your turn. Cast anything.').waitFor();
    const other = await (await site.browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();

    const cast = guest.castTogether(1);
    await stage.getByText('Your turn. Cast anything.').waitFor({ state: 'hidden' }); // the cast has started
    await other.goto(site.server.links.stage); // another stage joins in the middle of the cast
    await other.getByLabel('The spotlight stays here').waitFor();
    await cast;
    await stage.locator('.spot .spell').waitFor();
    const result = await stage.locator('.spot .spell').textContent();
    await expect.poll(() => other.locator('.spot .spell').textContent()).toBe(result);
    await crowd.castTogether(100);
    await stage.reload();
    await pin.waitFor();
    await expect.poll(() => stage.locator('.spot .spell').textContent()).toBe(result);

    guest.leave();
    await pin.waitFor({ state: 'hidden' });
    const names = crowd.joined.map(({ welcome }) => welcome.participant.nickname);
    await expect.poll(async () => names.includes((await stage.locator('.spot .name').textContent()) ?? '')).toBe(true);
    expect(room.pageErrors).toEqual([]);
    await other.context().close();
  });
});

describe.skipIf(noBrowser !== undefined)('the lobby', () => {
  test('shows the number of wands, that nobody has joined, and that joining is locked', async () => {
    const room = await openRoom();
    const { stage, client } = room;
    await client.ask('stage:show', { view: 'lobby' });
    await stage.getByText('Nobody is in the book yet. Be the first.').waitFor();
    await room.joinCrowd(3);
    await stage.getByText('3 wands awake').waitFor();
    await client.ask('room:lock', { locked: true });
    await stage.getByRole('heading', { name: 'The door is closed' }).waitFor();
    await client.ask('room:lock', { locked: false });
    await stage.getByRole('heading', { name: 'Wands out!' }).waitFor();
  });
});

describe.skipIf(noBrowser !== undefined)('the screen of the projector', () => {
  test('is kept awake by the stage, and not by its preview', async () => {
    const context = await site.browser.newContext();
    await context.addInitScript(() => {
      const asked: string[] = [];
      const request = navigator.wakeLock.request.bind(navigator.wakeLock);
      navigator.wakeLock.request = (type) => {
        asked.push(type ?? 'screen');
        return request(type);
      };
      Object.assign(window, { asked });
    });
    const askedBy = async (url: string): Promise<unknown> => {
      const stage = await context.newPage();
      await stage.goto(url);
      await stage.locator('main[data-view]').waitFor();
      return stage.evaluate(() => (window as unknown as { asked: unknown }).asked);
    };
    expect(await askedBy(site.server.links.stage)).toContain('screen');
    expect(await askedBy(`${site.server.links.stage}&preview`)).toEqual([]);
    await context.close();
  });
});

describe.skipIf(noBrowser !== undefined)('sound', () => {
  test('waits for a click, and hints at it only while the mouse moves', async () => {
    const room = await openRoom();
    const { stage, client } = room;
    await client.ask('stage:show', { view: 'live' });
    await client.ask('stage:direct', { sound: true });
    const hint = stage.getByText('click for sound');
    await stage.locator('.counters').waitFor();
    expect(await hint.count()).toBe(0);
    let [x, y] = [400, 400];
    const moveMouse = (): Promise<void> => stage.mouse.move((x = 802 - x), y); // back and forth, to stay on the page
    // the stage may enable sound after the mouse has moved
    await expect.poll(() => moveMouse().then(() => hint.isVisible())).toBe(true);
    await stage.mouse.click(420, 420);
    await hint.waitFor({ state: 'hidden' });
    // if sound was slow to start, the hint may have timed out already
    y = 500;
    await expect.poll(() => moveMouse().then(() => hint.count())).toBe(0);
  });
});

describe.skipIf(noBrowser !== undefined)('the language of the stage', () => {
  test('can be switched while the mouse moves, stays after a reload, and leaves the console of the machine alone', async () => {
    const { stage, client } = await openRoom();
    await client.ask('stage:show', { view: 'teach' });
    await client.ask('room:teach', { spell: tide });
    await stage.getByRole('heading', { name: 'Teach it Tide' }).waitFor();
    await stage.mouse.move(300, 300);
    await stage.getByRole('button', { name: 'Deutsch' }).click();
    await stage.getByRole('heading', { name: 'Bringt ihm bei: Flut' }).waitFor();
    await stage.getByText('Eine lange Welle, von links nach rechts.').waitFor();
    await stage.reload();
    await stage.getByRole('heading', { name: 'Bringt ihm bei: Flut' }).waitFor();
    expect(await stage.evaluate(() => localStorage.getItem('wandcast:language'))).toBeNull();
    await stage.getByRole('button', { name: 'English' }).focus(); // the keyboard reaches it as well
    await stage.keyboard.press('Enter');
    await stage.getByRole('heading', { name: 'Teach it Tide' }).waitFor();
    await client.ask('room:teach', { spell: null });
  });
});
