import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { expectAccessible } from './accessibility-audit.js';
import { openPhone } from './reduced-motion-phone.js';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the preflight is accessible', () => {
  test('before and after the checks', async () => {
    const client = await openConsole(site.server);
    client.socket.disconnect();
    const { pathname, search } = new URL(client.state.preflightUrl);
    const page = await openPhone(site.browser);
    const pageErrors = pageErrorsOf(page);
    const hand = await simulateSensors(page);
    await page.goto(`${site.server.url}${pathname}${search}`);
    const start = page.getByRole('button', { name: 'Test this phone' });
    await start.waitFor();
    await expectAccessible(page, 'preflight');
    await start.click();
    const again = page.getByRole('button', { name: /again/ });
    while ((await again.count()) === 0) await hand.rest(500);
    await expectAccessible(page, 'preflight-tried');
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });
});
