import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser } from './hand.js';
import { comeIn, openPhone } from './phone.js';
import { CONSOLE, openSite } from './site.js';
import { openWay, type Way } from './way.js';

const site = openSite();
let way: Way;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  way = await openWay(site.server.url);
  way.become('polling');
});
afterAll(async () => {
  if (noBrowser === undefined) await way.close();
});

/** A link by the way. */
const through = (link: string): string => link.replace(/^https?:\/\/[^/]+/, way.url);

describe.skipIf(noBrowser !== undefined)('where a websocket neither opens nor fails', () => {
  test('a phone comes in all the same, and is told meanwhile that the room does not answer', async () => {
    const phone = await openPhone(site.browser, through(site.server.links.join));
    const told = phone.page.getByRole('heading', { name: 'No answer from the room' }).waitFor();
    await Promise.all([told, comeIn(phone)]);
    expect(await site.server.query('SELECT nickname FROM participants')).toEqual([{ nickname: 'Salt Hare' }]);
    expect(phone.complaints).toEqual([]);
    await phone.page.context().close();
  });

  test('so does the stage', async () => {
    const context = await site.browser.newContext({ viewport: CONSOLE });
    const stage = await context.newPage();
    await stage.goto(through(site.server.links.stage));
    await stage.getByText(site.server.code).first().waitFor();
    await context.close();
  });
});
