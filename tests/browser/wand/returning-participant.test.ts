import type { EventInfo } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { noBrowser } from '../support/browser.js';
import { joinRoom, openPhone } from '../support/phone-page.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the next event', () => {
  test('is joined with the same name, even if its join info loads only at the second attempt', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone, 'Brass Kettle');
    const client = await openConsole(site.server);
    const { code } = await client.ask<EventInfo>('event:begin', {
      after: site.server.code,
      title: 'The next one',
      bookId: client.state.books.current,
    });
    await phone.page.route(`**/api/events/${code}`, (route) => route.abort());
    await phone.page.getByRole('button', { name: `Join ${code}` }).click();
    await phone.page.getByRole('heading', { name: 'No answer from the room' }).waitFor();
    await phone.page.unrouteAll();
    await phone.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => phone.page.getByLabel('Wizard name').inputValue()).toBe('Brass Kettle');
    expect(phone.pageErrors).toEqual([]);
    client.socket.disconnect();
    await phone.page.context().close();
  });
});
