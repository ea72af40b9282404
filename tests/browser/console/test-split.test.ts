import type { Dataset } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { seedCasts } from '../../support/seed-casts.js';
import { noBrowser, pageErrorsOf } from '../support/browser.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('the test of a model', () => {
  test('is chosen before the training, and said in list, report and comparison', async () => {
    const pool = openPool(site.server.databaseUrl);
    await seedCasts(pool, { casts: 240, people: 6 });
    await pool.end();
    const client = await openConsole(site.server);
    const people = await site.server.query<{ id: string }>(
      `SELECT participant_id AS id FROM casts WHERE intent = 'teach' GROUP BY 1 ORDER BY count(*) DESC LIMIT 2`,
    );
    const facts = { by: 'facts', spells: null, people: people.map(({ id }) => id), from: null, until: null };
    const dataset = await client.ask<Dataset>('dataset:save', { name: 'Back row', note: '', selection: facts });
    const other = await client.ask<Dataset>('dataset:save', {
      ...{ name: 'Ember only', note: '' },
      selection: { ...facts, spells: ['ember'] },
    });

    const page = await site.console('#models');
    const pageErrors = pageErrorsOf(page);
    const choice = page.getByRole('combobox', { name: 'Test on' });
    expect(await choice.locator('option:checked').textContent()).toContain('held-out people');
    await choice.selectOption(other.id);
    await page.getByRole('button', { name: /^Train v\d/ }).click();
    await page.getByRole('alert').filter({ hasText: 'The test dataset has no cast of Tide' }).waitFor();

    await choice.selectOption(dataset.id);
    await page.getByText(`The ${dataset.casts} casts of this dataset are left out of the training.`).waitFor();
    const ended = client.waitForMessage('training:ended', ({ origin }) => origin === 'taught');
    await page.getByRole('button', { name: /^Train v\d/ }).click();
    const { outcome, modelId } = await ended;
    expect(outcome).toBe('done');
    const [trained] = await site.server.query<{ version: number }>('SELECT version FROM models WHERE id = $1', [
      modelId,
    ]);
    const version = `v${trained?.version ?? ''}`;
    await page.getByRole('button', { name: version, exact: true }).click();
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: version, exact: true }) });
    await row.getByText('tested on Back row').waitFor();
    await page
      .getByText(/Tested on \d+ casts of 2 people in the dataset “Back row”; it learned none of them\./)
      .waitFor();
    await page.getByRole('heading', { name: `${version} on the dataset “Back row”` }).waitFor();
    await page.getByRole('heading', { name: 'Tested on 2 people of the dataset “Back row”' }).waitFor();
    expect(await page.getByText('in the training, too').count()).toBe(0); // both people are left out entirely

    await page.getByRole('button', { name: 'Compare versions' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: `They were tested on different data` })
      .filter({ hasText: `${version} on the dataset “Back row”` })
      .waitFor();

    await client.ask('dataset:remove', { datasetId: dataset.id });
    await expect.poll(() => choice.locator('option:checked').textContent()).toContain('held-out people');
    expect(pageErrors).toEqual([]);
    client.socket.disconnect();
    await page.context().close();
  });
});
