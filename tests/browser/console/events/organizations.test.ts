import { describe, expect, test } from 'vitest';
import { becomeMember } from '../../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { keyboardOf } from '../../support/keyboard.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('organizations', () => {
  test('are created, renamed and invited to by keyboard alone, and not shown to owners of others', async () => {
    const page = await site.console('#rooms');
    const pageErrors = pageErrorsOf(page);
    const { act } = keyboardOf(page);
    const panel = page.getByRole('region', { name: 'Organizations' });
    const create = panel.getByRole('textbox', { name: 'New organization' });
    await create.focus();
    await page.keyboard.type('Night school');
    await page.keyboard.press('Enter');
    const name = panel.getByRole('textbox', { name: 'Name of Night school' });
    await name.waitFor();
    await panel.getByText('1 room, 0 members').waitFor();

    await create.fill('NIGHT school');
    await create.press('Enter');
    await panel.getByText('Another organization has this name. Choose another.').waitFor();

    await name.fill('Evening school');
    await name.press('Enter');
    await panel.getByRole('textbox', { name: 'Name of Evening school' }).waitFor();
    await act(panel.getByRole('button', { name: 'Invite an owner of Evening school' }));
    await panel.getByText('Invitation link for an owner of Evening school').waitFor();
    const link = await panel
      .getByRole('textbox', { name: 'Invitation link for an owner of Evening school' })
      .inputValue();

    const other = await site.console('#rooms', await becomeMember(link, 'Olu'));
    const rows = other.getByRole('table', { name: 'Rooms' }).locator('tbody tr');
    await rows.getByText('This room').waitFor();
    expect(await rows.count()).toBe(1);
    await other.getByRole('textbox', { name: 'New room' }).waitFor(); // an owner
    await panel.getByText('1 room, 1 member').nth(1).waitFor(); // without reloading the page
    expect(await other.getByRole('region', { name: 'Organizations' }).count()).toBe(0);
    expect(pageErrors).toEqual([]);
    for (const one of [page, other]) await one.context().close();
  });
});
