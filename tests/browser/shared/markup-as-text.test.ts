import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { becomeMember, connectWand, nextMessage, profile } from '../../support/test-server.js';
import { openConsole } from '../../support/console-client.js';
import { pageErrorsOf, noBrowser } from '../support/browser.js';
import { joinRoom, openPhone } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
/** As long as a name may be; without the policy for scripts, it would run one. */
const MARKUP = '<img src=x onerror=a()>';

/** Waits until the page shows the text, and counts the elements that it would have made. */
async function elementsMade(page: Page): Promise<number> {
  await page.getByText(MARKUP).filter({ visible: true }).first().waitFor({ timeout: 20_000 });
  return page.locator('img[src="x"]').count();
}

describe.skipIf(noBrowser !== undefined)('markup that people enter is shown as text', () => {
  test('on the stage, on phones and in the console', async () => {
    const { server, browser } = site;
    const client = await openConsole(server);
    await client.ask('spell:create', { name: MARKUP, hue: 'ember', glyph: null });
    await client.ask('stage:direct', { announcement: MARKUP });
    const wand = connectWand(server, { profile: { ...profile, nickname: MARKUP } });
    await nextMessage(wand, 'wand:welcomed');
    await becomeMember(await client.ask<string>('member:invite', { role: 'viewer', note: MARKUP }), MARKUP);

    const stage = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const phone = await openPhone(browser, server.links.join);
    const pages = [stage, phone.page];
    const pageErrors = pages.map(pageErrorsOf);
    await stage.goto(server.links.stage);
    for (const view of ['thanks', 'teach', 'live']) {
      await client.ask('stage:show', { view });
      await stage.locator(`.picture[data-view="${view}"]`).waitFor();
      expect(await elementsMade(stage)).toBe(0);
    }
    await joinRoom(phone, MARKUP);
    expect(await elementsMade(phone.page)).toBe(0);
    for (const screen of ['run', 'team', 'label']) {
      const page = await site.console(`#${screen}`);
      pageErrors.push(pageErrorsOf(page));
      expect(await elementsMade(page)).toBe(0);
    }
    expect(pageErrors.flat()).toEqual([]);
    wand.disconnect();
  });
});
