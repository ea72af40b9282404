import { shownEventCode, type RoomPage } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../../support/console-client.js';
import { becomeMember } from '../../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { keyboardOf } from '../../support/keyboard.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the rooms', () => {
  test('are created, opened, renamed and archived by keyboard alone, and Z takes that back', async () => {
    const page = await site.console();
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('link', { name: 'Rooms', exact: true }).waitFor();
    const { press, act } = keyboardOf(page);
    await press('g', 'o');
    const table = page.getByRole('table', { name: 'Rooms' });
    const rows = table.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(1);
    await rows.nth(0).getByText('This room').waitFor();
    expect(
      await rows
        .nth(0)
        .getByRole('button', { name: /^Archive/ })
        .isDisabled(),
    ).toBe(true); // the last one
    await page.getByRole('textbox', { name: 'New room' }).focus();
    await page.keyboard.type('Second track');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(2); // without reloading the page
    await page.getByText('Second track is open.').waitFor();

    const name = rows.nth(1).getByRole('textbox', { name: 'Name of Second track' });
    await name.fill('Track two');
    await name.press('Enter');
    await rows.nth(1).getByRole('textbox', { name: 'Name of Track two' }).waitFor();
    await act(rows.nth(1).getByRole('button', { name: 'Archive Track two' }));
    await expect.poll(() => rows.count()).toBe(1);
    await page.keyboard.press('z');
    await expect.poll(() => rows.count()).toBe(2);

    await act(rows.nth(1).getByRole('link', { name: 'Open Track two' }));
    await page.getByRole('heading', { name: 'Second track', level: 1 }).waitFor(); // its event keeps its title
    const { rooms } = await listed();
    expect(new URL(page.url()).searchParams.get('room')).toBe(rooms[1]?.id);
    await page
      .getByText(shownEventCode(rooms[1]?.event.code ?? ''), { exact: true })
      .first()
      .waitFor();
    await page.reload();
    await page
      .getByText(shownEventCode(rooms[1]?.event.code ?? ''), { exact: true })
      .first()
      .waitFor();
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('are only opened by a viewer', async () => {
    const client = await openConsole(site.server);
    const viewer = await becomeMember(await client.ask<string>('member:invite', { role: 'viewer', note: '' }), 'Vera');
    client.socket.disconnect();
    const page = await site.console('#rooms', viewer);
    await page.getByRole('table', { name: 'Rooms' }).waitFor();
    expect(await page.getByRole('button', { name: /^(Archive|Rename)/ }).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'New room' }).count()).toBe(0);
    await page.context().close();
  });
});

async function listed(): Promise<RoomPage> {
  const client = await openConsole(site.server);
  const page = await client.ask<RoomPage>('room:list', { archived: false, after: null, limit: 50 });
  client.socket.disconnect();
  return page;
}
