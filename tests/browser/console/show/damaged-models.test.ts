import { describe, expect, test } from 'vitest';
import { openConsole } from '../../../support/console-client.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

/** Copies of the starter model as the next versions; the card of the last one is damaged. */
const addModels = `INSERT INTO models (version, kind, origin, card, manifest, weights)
  SELECT version + n, kind, 'taught', CASE WHEN n = 2 THEN card - 'trainedOn' ELSE card END, manifest, weights
  FROM models, generate_series(1, 2) AS n WHERE origin = 'starter'`;

describe.skipIf(noBrowser !== undefined)('the models screen', () => {
  test('shows a damaged model with its reason and what to do, and does not offer to wake it', async () => {
    const page = await site.console('#models');
    const pageErrors = pageErrorsOf(page);
    await page.getByRole('button', { name: 'v1', exact: true }).waitFor();
    await site.server.query(addModels);
    const client = await openConsole(site.server);
    await client.ask('model:note', { modelId: client.state.model?.id, note: '' }); // has the server read the list
    client.socket.disconnect();

    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'v3', exact: true }) });
    await row.getByText('Damaged: its description cannot be read.').waitFor();
    await row
      .getByText('Import its file again and wake that version, restore a backup, or train a new model.')
      .waitFor();
    expect(await row.getByRole('button').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Wake v2' }).count()).toBe(1);
    for (const [width, height] of [
      [1280, 800],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      const fits = await row.evaluate((one) => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth); // prettier-ignore
      expect([width, fits]).toEqual([width, true]);
    }
    await row.getByRole('button', { name: 'Discard v3' }).click();
    await row.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  });
});
