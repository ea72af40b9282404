import { shownEventCode, type EventInfo } from '@wandcast/protocol';
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
    await phone.page.getByRole('button', { name: `Join ${shownEventCode(code)}` }).click();
    await phone.page.getByRole('heading', { name: 'No answer from the room' }).waitFor();
    await phone.page.unrouteAll();
    await phone.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => phone.page.getByLabel('Wizard name').inputValue()).toBe('Brass Kettle');
    expect(phone.pageErrors).toEqual([]);
    client.socket.disconnect();
    await phone.page.context().close();
  });

  test('is not joined with the code of the one before, which is over', async () => {
    const { browser, server } = site;
    const [{ code } = { code: '' }] = await server.query<{ code: string }>(
      'SELECT code FROM events ORDER BY created_at DESC LIMIT 1',
    );
    expect(code).not.toBe(server.code);
    const phone = await openPhone(browser, `${server.url}/?code=${server.code}`);
    await phone.page.getByRole('heading', { name: 'This event is over' }).waitFor();
    expect(await phone.page.locator('body').innerText()).not.toContain(shownEventCode(code)); // the big screen has it
    await phone.page.getByRole('button', { name: 'Enter another code' }).click();
    await phone.page.getByLabel('Code on the big screen').fill(`${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase());
    await phone.page.getByRole('button', { name: 'Find the room' }).click();
    await phone.page.getByLabel('Wizard name').waitFor();
    const cookies = await phone.page.context().cookies();
    expect(cookies.find(({ name }) => name === 'wandcast-phone')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(phone.pageErrors.filter((error) => !error.includes('410'))).toEqual([]);
    await phone.page.context().close();
  });
});
