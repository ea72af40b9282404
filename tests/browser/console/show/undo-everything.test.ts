import { shownEventCode } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../../support/console-client.js';
import { noBrowser, pageErrorsOf } from '../../support/browser.js';
import { keyboardOf } from '../../support/keyboard.js';
import { openSite } from '../../support/test-site.js';

const site = openSite();

const ROOM = `SELECT steps.kind AS step, view, announcement, spellbooks.name AS book
  FROM events LEFT JOIN steps ON steps.id = events.step_id JOIN spellbooks ON spellbooks.id = events.spellbook_id
  ORDER BY events.created_at DESC LIMIT 1`;
const room = async (): Promise<unknown> => (await site.server.query(ROOM))[0];

/** A room with an evening before it and a second book that its model knows. @returns the code of that evening */
async function prepare(): Promise<string> {
  const client = await openConsole(site.server);
  const { event, books } = client.state;
  await client.ask('book:create', { name: 'Letters', from: books.current });
  await client.ask('event:begin', { after: event.code, title: 'The second evening', bookId: books.current });
  client.socket.disconnect();
  return event.code;
}

describe.skipIf(noBrowser !== undefined)('Z', () => {
  test('takes back a step, an announcement, a picture, a book and a deletion, newest first, and says what is next', async () => {
    const code = await prepare();
    const page: Page = await site.console();
    const pageErrors = pageErrorsOf(page);
    const { press, type, act } = keyboardOf(page);
    const goOn = async (name: RegExp): Promise<void> => {
      await page.locator('header .next:enabled').filter({ hasText: name }).waitFor();
      await press('Escape', 'Space');
    };
    const isDeleted = async (): Promise<unknown> =>
      (await site.server.query('SELECT deleted_at IS NOT NULL AS gone FROM events WHERE code = $1', [code]))[0];

    await goOn(/Open the lobby/);
    await goOn(/Teach/);
    await page.getByText('On to Teach.').waitFor();
    await type(page.getByLabel('Announcement for stage and phones'), 'Back at nine');
    await press('Enter');
    await page.getByText('Announced: “Back at nine”').waitFor();
    await page.getByRole('button', { name: 'Groves', exact: true }).click();
    await page.getByText('The stage shows: Groves').waitFor();
    await press('Escape', 'g', 'b');
    await page.getByRole('button', { name: /^Use here ?: Letters/ }).click();
    await page.getByText('The room now uses Letters.').waitFor();
    await press('Escape', 'g', 'v');
    await page.getByRole('link', { name: 'Wandcast', exact: true }).click();
    await act(page.getByRole('button', { name: 'Delete evening' }));
    await type(page.getByLabel(`Type ${shownEventCode(code)} to confirm`), code);
    await press('Enter');
    await page.getByText('Wandcast deleted.').waitFor();
    const changed = { step: 'teach', view: 'groves', announcement: 'Back at nine', book: 'Letters' };
    expect([await room(), await isDeleted()]).toEqual([changed, { gone: true }]);

    const actions = [
      ['Wandcast deleted.', {}],
      ['The room now uses Letters.', { book: 'First spells' }],
      ['The stage shows: Groves', { view: 'teach' }],
      ['Announced: “Back at nine”', { announcement: null }],
      ['On to Teach.', { step: 'lobby', view: 'lobby' }],
    ] as const;
    const toast = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Dismiss' }) });
    let expected: object = changed;
    for (const [i, [text, change]] of actions.entries()) {
      await press('z');
      await toast.getByText(`Undone: ${text}`).waitFor();
      const next = actions[i + 1]?.[0];
      if (next !== undefined) await toast.getByRole('button', { name: `Also undo: ${next} Z` }).waitFor();
      expected = { ...expected, ...change };
      expect(await room()).toEqual(expected);
      expect(await isDeleted()).toEqual({ gone: false });
    }
    expect(pageErrors).toEqual([]);
  });
});
