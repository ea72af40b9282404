import { shownEventCode } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noBrowser } from '../support/browser.js';
import { PHONE, joinRoom, openPhone, type Phone } from '../support/phone-page.js';
import { CONSOLE, openSite } from '../support/test-site.js';
import { openProxy, type NetworkProxy } from '../support/network-proxy.js';

const site = openSite();
let proxy: NetworkProxy;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  proxy = await openProxy(site.server.url);
  proxy.setMode('polling');
});
afterAll(async () => {
  if (noBrowser === undefined) await proxy.close();
});

type Noted = Window & { headings?: string[] };

/** Records every heading that appears on a page. */
function noteHeadings(): void {
  const kept = new Set<string>();
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll('h1, h2')) kept.add(textContent.trim());
    (window as Noted).headings = [...kept];
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
const headings = ({ page }: Phone): Promise<string[]> => page.evaluate(() => (window as Noted).headings ?? []);

/** A link by the way. */
const through = (link: string): string => link.replace(/^https?:\/\/[^/]+/, proxy.url);

describe.skipIf(noBrowser !== undefined)('if a websocket neither opens nor fails', () => {
  test('a phone joins by polling, and meanwhile shows that the room does not answer', async () => {
    const context = await site.browser.newContext({ viewport: PHONE, hasTouch: true });
    await context.addInitScript(noteHeadings); // some are visible for less than a second
    const phone = await openPhone(site.browser, through(site.server.links.join), context);
    await joinRoom(phone);
    expect(await headings(phone)).toContain('No answer from the room');
    expect(await site.server.query('SELECT nickname FROM participants')).toEqual([{ nickname: 'Salt Hare' }]);
    expect(phone.pageErrors).toEqual([]);
    await context.close();
  });

  test('the stage connects by polling', async () => {
    const context = await site.browser.newContext({ viewport: CONSOLE });
    const stage = await context.newPage();
    await stage.goto(through(site.server.links.stage));
    await stage.getByText(shownEventCode(site.server.code)).first().waitFor();
    await context.close();
  });
});
