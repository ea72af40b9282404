import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { keyboardOf } from '../../support/keyboard.js';
import { openProxy, type NetworkProxy } from '../../support/network-proxy.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
let proxy: NetworkProxy;
beforeEach(async () => {
  if (noBrowser === undefined) proxy = await openProxy(site.server.url);
});
afterEach(async () => {
  if (noBrowser === undefined) await proxy.close();
});

const EVENT = `SELECT kind AS step, blank FROM events LEFT JOIN steps ON steps.id = events.step_id`;
const stored = async (): Promise<unknown> => (await site.server.query(EVENT))[0];

describe.skipIf(noBrowser !== undefined)('keys pressed before the answer came', () => {
  test('blank the stage as pressed last, and Z takes back the newest action, not an older one', async () => {
    const page = await site.console('', site.server.owner, proxy.url);
    const pageErrors = pageErrorsOf(page);
    const current = page.getByRole('list', { name: 'Steps' }).locator('[aria-current=step]');
    const { press } = keyboardOf(page);
    await page.getByRole('button', { name: /^Open the lobby/ }).first().waitFor(); // prettier-ignore
    await press('Space');
    await current.getByText('Lobby').waitFor();
    await page.locator('button.next:enabled').waitFor(); // the step may be shown before its own answer came

    proxy.setDelay(150);
    await press('Space', 'b'); // a step is on its way when the stage is blanked
    await expect.poll(stored).toEqual({ step: 'teach', blank: true });
    await page.getByText('The stage is dark').waitFor();
    await press('b', 'b', 'b', 'b', 'b');
    await page.getByText('The stage is dark').waitFor({ state: 'detached' });
    await expect.poll(stored).toEqual({ step: 'teach', blank: false });

    await page.getByRole('button', { name: /^Train the model/ }).first().waitFor(); // prettier-ignore
    const free = page.getByRole('button', { name: /^Free casting/ });
    await keyboardOf(page).act(free);
    await keyboardOf(page).act(page.getByRole('button', { name: 'Go here' }));
    await press('z'); // the toast still offers to undo the blank stage
    await page.getByText('Undone: On to Free casting.').waitFor();
    await expect.poll(stored).toEqual({ step: 'teach', blank: false });
    expect(pageErrors).toEqual([]);
  });
});
