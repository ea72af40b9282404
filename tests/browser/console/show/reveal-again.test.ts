import { describe, expect, test } from 'vitest';
import { noBrowser } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('revealing again', () => {
  test('has a button while the stage shows the podium, a key that is listed, and says why it is refused', async () => {
    const page = await site.console();
    const button = page.getByRole('button', { name: 'Reveal again' });
    await page.getByRole('button', { name: 'Podium', exact: true }).click();
    await button.waitFor();
    await button.click();
    const refusal = page.getByRole('alert').filter({ hasText: 'Nothing on the stage can be revealed again.' });
    await refusal.waitFor(); // nobody has points
    await page.getByRole('button', { name: 'Lobby', exact: true }).click();
    await button.waitFor({ state: 'detached' });
    expect(await refusal.count()).toBe(1);
    await page.reload();
    await page.getByRole('button', { name: 'Lobby', exact: true }).waitFor();
    expect(await refusal.count()).toBe(0);
    await page.keyboard.press('r');
    await refusal.waitFor();

    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Shortcuts' });
    await dialog.getByText('reveal the result or the podium again').waitFor();
    await page.close();
  });
});
