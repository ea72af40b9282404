import { readFileSync } from 'node:fs';
import { shownEventCode, type ConsoleState, type EventInfo } from '@wandcast/protocol';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../../../support/console-client.js';
import { seedEvent } from '../../../support/played-event.js';
import { becomeMember } from '../../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { keyboardOf } from '../../support/keyboard.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();
const AT = Date.UTC(2026, 10, 25, 18, 0);
let first: string;

/** Asks the server as the owner. */
async function ask<T>(message: string, value: object): Promise<T> {
  const client = await openConsole(site.server);
  const answer = await client.ask<T>(message, value);
  client.socket.disconnect();
  return answer;
}
async function state(): Promise<ConsoleState> {
  const client = await openConsole(site.server);
  client.socket.disconnect();
  return client.state;
}
async function begin(title: string): Promise<EventInfo> {
  const { event, books } = await state();
  return ask('event:begin', { after: event.code, title, bookId: books.current });
}
describe.skipIf(noBrowser !== undefined)('the evenings', () => {
  beforeAll(() => {
    first = site.server.code;
  });

  test('are empty at first, and list a past one with its figures, picture and winner', async () => {
    const page = await site.console('#evenings');
    const pageErrors = pageErrorsOf(page);
    await page.getByText('Only this evening so far.').waitFor();
    const names = await seedEvent(site.server, {
      ...{ people: 14, taught: 60, free: 90, at: AT },
      rounds: [
        { kind: 'order', spell: 1 },
        { kind: 'free', spell: null },
      ],
    });
    await begin('The second evening');
    const rows = page.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(2); // without reloading the page
    await rows.nth(0).getByText('This evening').waitFor();
    const row = rows.nth(1);
    await row.getByText('points').first().waitFor();
    expect(names.some((name) => name !== '')).toBe(true);
    const [casts] = await site.server.query<{ n: number }>('SELECT count(*)::int AS n FROM casts');
    await row.getByRole('cell', { name: `${casts?.n}`, exact: true }).waitFor();
    expect(await row.locator('.picture rect').count()).toBeGreaterThan(10);
    expect(await row.locator('.glyph').count()).toBe(6);
    expect(pageErrors).toEqual([]);
    await page.context().close();
  });

  test('open by keyboard alone: read-only, with results, run of show and files', async () => {
    const page = await site.console();
    await page.getByRole('link', { name: 'Evenings', exact: true }).waitFor();
    const { press, act } = keyboardOf(page);
    await press('g', 'v');
    await page.getByRole('link', { name: 'Wandcast', exact: true }).waitFor();
    await act(page.getByRole('link', { name: 'Wandcast', exact: true }));
    await page.getByText('Over, read-only').waitFor();
    await page.getByRole('heading', { name: 'Leaderboard' }).waitFor();
    await page.getByText('Round 1: Tide').waitFor();
    await page.getByText('Free casting').waitFor();
    expect(await page.locator('main input:not([type=checkbox])').count()).toBe(0);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Results as CSV' }).click()]); // prettier-ignore
    expect(download.suggestedFilename()).toBe(`wandcast-${first.toLowerCase()}-results.csv`);
    expect(readFileSync(await download.path(), 'utf8').split('\n')[0]).toContain('rank,name');
    const [casts] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Casts as NDJSON' }).click()]); // prettier-ignore
    const [stored] = await site.server.query<{ n: number }>('SELECT count(*)::int AS n FROM casts');
    expect(
      readFileSync(await casts.path(), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(stored?.n ?? 0);
    await act(page.locator('.back'));
    await page.getByRole('heading', { name: 'Evenings' }).waitFor();
    await page.context().close();
  });

  test('lend their run of show and spellbook to the current one, and Z takes that back', async () => {
    const book = await ask<{ id: string }>('book:create', { name: 'Letters', from: null });
    await ask('book:open', { bookId: book.id });
    await ask('step:add', {
      step: { kind: 'note', title: 'Welcome', seconds: 5, spell: null, challenge: null },
      to: 0,
    });
    const before = await state();
    const page = await site.console('#evenings');
    await page.getByRole('link', { name: 'Wandcast', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Its spellbook, First spells' }).waitFor();
    await page.getByRole('button', { name: 'Copy to this evening' }).click();
    await page.getByText('Copied from Wandcast.').waitFor();
    const after = await state();
    expect(after.books.current).not.toBe(book.id);
    expect(after.runOfShow.steps.some(({ title }) => title === 'Welcome')).toBe(false);
    await page.getByText('Its spellbook, First spells, is in use already.').waitFor();
    await page.keyboard.press('z');
    await page.getByText('Copied from Wandcast.').waitFor({ state: 'detached' });
    const restored = await state();
    expect(restored.books.current).toBe(book.id);
    expect(restored.runOfShow.steps).toEqual(before.runOfShow.steps);
    await page.context().close();
  });

  test('are compared two at a time', async () => {
    const page = await site.console('#evenings');
    await page.getByRole('checkbox', { name: 'Select Wandcast to compare' }).check();
    await page.getByText('Select another one.').waitFor();
    await page.getByRole('checkbox', { name: 'Select The second evening to compare' }).check();
    await page.getByRole('link', { name: 'Compare two' }).click();
    const people = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'People', exact: true }) });
    await people.getByRole('cell', { name: '14' }).waitFor();
    await people.getByRole('cell', { name: '0', exact: true }).waitFor();
    await page.getByRole('rowheader', { name: 'Recall of Tide' }).waitFor();
    await page.context().close();
  });

  test('can be the model for the next one, and stay in the list', async () => {
    const page = await site.console('#book');
    await page.getByRole('button', { name: 'Begin the next event' }).click();
    await page.getByText('It stays under Evenings').waitFor();
    await page.getByLabel('Title').fill('The third evening');
    await page.getByLabel('Run of show').selectOption({ label: `Of Wandcast, ${first}` });
    await page.getByRole('button', { name: /^End .* and begin$/ }).click();
    await page.getByRole('heading', { name: 'The third evening' }).waitFor();
    const { runOfShow } = await state();
    expect(runOfShow.steps.some(({ title }) => title === 'Welcome')).toBe(false);
    await page.context().close();
  });

  test('are deleted by typing their code, by keyboard alone, and can be restored', async () => {
    const page = await site.console('#evenings');
    await page.getByRole('link', { name: 'The second evening', exact: true }).click();
    const { events } = await ask<{ events: { code: string; title: string }[] }>('event:list', {
      before: null,
      limit: 5,
    });
    const code = events.find(({ title }) => title === 'The second evening')?.code ?? '';
    const remove = page.getByRole('button', { name: 'Delete', exact: true });
    await page.getByRole('button', { name: 'Delete evening' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(`Type ${shownEventCode(code)} to confirm`).focus();
    await page.keyboard.type('WRONG1');
    expect(await remove.isDisabled()).toBe(true);
    await page.keyboard.press('Enter'); // changes nothing
    await page.getByLabel(`Type ${shownEventCode(code)} to confirm`).fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('The second evening deleted.').waitFor();
    await page.getByText('Deleted. It can be restored until').waitFor();
    await page.getByRole('button', { name: 'Restore The second evening' }).click();
    await page.getByRole('link', { name: 'The second evening', exact: true }).waitFor();
    await page.context().close();
  });

  test('stay unfolded, and keep the focus, when one is deleted elsewhere', async () => {
    await site.server.query(`DELETE FROM events WHERE code LIKE 'OLD__'`); // of a first attempt
    await site.server.query(
      `INSERT INTO events (room_id, code, title, spellbook_id, created_at)
       SELECT (SELECT id FROM rooms), 'OLD' || n, 'Old evening ' || n, (SELECT id FROM spellbooks LIMIT 1), now() - n * interval '100 days'
       FROM generate_series(10, 49) AS n`,
    );
    const page = await site.console('#evenings');
    const rows = page.locator('tbody tr');
    await page.getByRole('button', { name: /older/ }).click();
    await page.getByText('Old evening 40', { exact: true }).waitFor();
    const shown = await rows.count();
    expect(shown).toBe(40);
    const link = page.getByRole('link', { name: 'Old evening 40', exact: true });
    await link.focus();
    const [old] = await site.server.query<{ id: string }>(`SELECT id FROM events WHERE code = 'OLD10'`);
    await ask('event:remove', { eventId: old?.id, code: 'OLD10' });
    await page.getByText('Deleted. It can be restored until').waitFor();
    expect(await rows.count()).toBe(shown);
    expect(await link.evaluate((one) => one === document.activeElement)).toBe(true);
    await site.server.query(`DELETE FROM events WHERE code LIKE 'OLD__'`);
    await page.context().close();
  });

  test('are exported as a whole, and are back after they were deleted and imported', async () => {
    const [past] = await site.server.query<{ id: string }>('SELECT id FROM events WHERE code = $1', [first]);
    const page = await site.console(`#evenings?open=${past?.id ?? ''}`);
    const address = `${site.server.url}/api/evenings/${first}`;
    const headers = { authorization: `Bearer ${site.server.owner}` };
    const blocker = new pg.Client({ connectionString: site.server.databaseUrl });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE deleted_casts IN ACCESS EXCLUSIVE MODE');
    const running = [1, 2, 3, 4].map(() => fetch(address, { headers }));
    const status = async () => (await fetch(address, { method: 'HEAD', headers })).status;
    try {
      await expect.poll(status).toBe(409);
      await page.getByRole('link', { name: 'Whole evening' }).click();
      await page.getByText('Several evenings are being exported or imported. Wait until one is done').waitFor();
    } finally {
      await blocker.end();
    }
    for (const response of running) await (await response).arrayBuffer();
    await expect.poll(status).toBe(200);

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Whole evening' }).click();
    const path = await (await downloading).path();
    const figures = await ask('event:show', { eventId: past?.id });
    await ask('event:remove', { eventId: past?.id, code: first });
    await site.server.query(`UPDATE events SET deleted_at = now() - interval '11 minutes' WHERE id = $1`, [past?.id]);
    await expect.poll(() => site.server.query('SELECT id FROM events WHERE id = $1', [past?.id])).toEqual([]);

    await page.goto(`${site.server.url}/console#evenings`);
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'odd.gz', mimeType: 'application/gzip', buffer: Buffer.from('odd') });
    await page.getByText('This is not a complete file of an evening.').waitFor();
    await input.setInputFiles({ name: 'evening.gz', mimeType: 'application/gzip', buffer: readFileSync(path) });
    await page.getByRole('link', { name: /is here again/ }).click();
    await page.getByText('Over, read-only').waitFor();
    expect(await ask('event:show', { eventId: past?.id })).toEqual(figures);
    await page.context().close();
  });

  test('are only looked at by a viewer', async () => {
    const link = await ask<string>('member:invite', { role: 'viewer', note: '' });
    const page = await site.console('#evenings', await becomeMember(link, 'Vera'));
    await page.getByRole('link', { name: 'Wandcast', exact: true }).click();
    await page.getByRole('heading', { name: 'Leaderboard' }).waitFor();
    expect(await page.getByRole('button', { name: 'Copy to this evening' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Delete evening' }).count()).toBe(0);
    await page.context().close();
  });
});
