import { starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole } from '../../support/console-client.js';
import { PASSWORD } from '../../support/test-server.js';
import { noBrowser, pageErrorsOf } from '../support/browser.js';
import { keyboardOf } from '../support/keyboard.js';
import { CONSOLE, openSite } from '../support/test-site.js';

const site = openSite();

const STEP = 'SELECT kind FROM steps JOIN events ON events.step_id = steps.id ORDER BY events.created_at DESC LIMIT 1';
const LABELS = 'SELECT spell_id AS spell FROM current_labels ORDER BY label_id';
const NEWEST_MODEL = 'SELECT max(version) AS version FROM models';
const EVENT = 'SELECT title, blank, announcement FROM events ORDER BY created_at DESC LIMIT 1';

const storedLabels = async (): Promise<unknown[]> =>
  (await site.server.query<{ spell: string | null }>(LABELS)).map(({ spell }) => spell);
const row = async (sql: string): Promise<Record<string, unknown> | undefined> => (await site.server.query(sql))[0];

/** What an owner does from the invitation to the next evening, with their hands on the keyboard. */
describe.skipIf(noBrowser !== undefined)('a whole evening', () => {
  test('is prepared, run, labeled, trained and ended by keyboard alone', async () => {
    const client = await openConsole(site.server);
    const link = await client.ask<string>('member:invite', { role: 'owner', note: '' });
    client.socket.disconnect();
    const page = await (await site.browser.newContext({ viewport: CONSOLE, acceptDownloads: true })).newPage();
    const pageErrors = pageErrorsOf(page);
    const { press, focus, act, type, choose } = keyboardOf(page);
    const button = (name: string | RegExp) =>
      page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });

    /** Goes to the next step, and waits for the answer: Space does nothing before, as a second press would skip a step. */
    const goOn = async (kind: string): Promise<void> => {
      await press('Escape', 'Space');
      await expect.poll(() => row(STEP)).toMatchObject({ kind });
      await page.locator('header .next:enabled').waitFor();
    };

    // An account.
    await page.goto(link);
    await type(page.getByLabel('Your name'), 'Ada Finch');
    await type(page.getByLabel('New password'), PASSWORD);
    await press('Enter');
    await page.getByRole('heading', { name: 'Before the show' }).waitFor();

    // The book: a new spell from a ready stroke, its name, its place.
    await press('g', 'b');
    await act(button('Draw a new spell'));
    const editor = page.getByRole('dialog');
    await act(editor.getByRole('group', { name: 'Or choose a stroke' }).getByRole('button').last());
    await type(editor.getByLabel('Name', { exact: true }), 'Whirl');
    await press('Enter');
    await act(editor.getByRole('button', { name: 'Done' }));
    const spells = page.getByRole('list', { name: 'Spells' }).getByRole('listitem');
    const name = spells.last().getByRole('textbox').first();
    await type(name, 'Whirlwind');
    await press('Enter');
    await page.getByText('Whirl renamed to Whirlwind').waitFor(); // two answers at once could be undone in any order
    await press('Alt+ArrowUp', 'Escape', 'z');
    await page.getByText(/^Undone: Whirlwind/).waitFor();
    await expect.poll(() => spells.last().getByRole('textbox').first().inputValue()).toBe('Whirlwind');

    // The run of show: one more round.
    await press('g', 'r');
    await act(button('Add step'));
    await choose(page.getByRole('combobox', { name: 'Spell', exact: true }), 'Veil');
    await type(page.getByRole('textbox', { name: 'Time' }), '0:20');
    await act(button('Add'));
    const steps = page.getByRole('list', { name: 'Steps' });
    await steps.getByRole('button', { name: /^Round 3: Veil/ }).waitFor();

    // A model that knows the new spell: to wake the starter model again would ask first.
    await expect.poll(async () => (await row(NEWEST_MODEL))?.['version']).toBeGreaterThan(1);

    // The show: lobby and teaching.
    await goOn('lobby');
    await goOn('teach');
    for (const [i, { id, glyph }] of starterSpellbook.slice(0, 2).entries())
      await castAll(site.server, casts(glyph ?? '', 4, 3, 40 + i), { intent: 'teach', spell: id });

    // The step trains a model and wakes it; the one before is woken again, and Z takes that back.
    await goOn('train');
    await press('g', 'm');
    const active = page.getByRole('row').filter({ hasText: /Awake/ });
    await expect.poll(() => active.innerText()).toMatch(/24[^]*8/);
    const trained = await active.getByRole('button').first().innerText();
    // By its name: a better model may be listed any moment.
    await act(page.getByRole('button', { name: `v${Number(trained.slice(1)) - 1}`, exact: true }));
    await press('w');
    await expect.poll(() => active.getByRole('button').first().innerText()).not.toBe(trained);
    await press('z');
    await expect.poll(() => active.getByRole('button').first().innerText()).toBe(trained);
    await press('Escape');

    // Free casting, a dark stage, an announcement.
    await press('g', 'r');
    await goOn('cast');
    await press('b');
    await expect.poll(() => row(EVENT)).toMatchObject({ blank: true });
    await press('b');
    await type(page.getByLabel('Announcement for stage and phones'), 'Back at nine');
    await press('Enter');
    await expect.poll(() => row(EVENT)).toMatchObject({ blank: false, announcement: 'Back at nine' });
    await act(button('Clear'));
    await expect.poll(() => row(EVENT)).toMatchObject({ announcement: null });
    const [ember] = starterSpellbook;
    await castAll(site.server, casts(ember?.glyph ?? '', 3, 2, 60));

    // A round, cut short, and its points taken back and reinstated.
    await goOn('round');
    await act(button('Pause'));
    await act(button('Resume'));
    await act(button('Add 30 s'));
    await act(button('End now'));
    await act(button('Undo points'));
    await act(button('Reinstate'));
    await button('Undo points').waitFor();

    // The rest of the plan, to the end.
    await goOn('round');
    await act(button('End now'));
    for (const kind of ['leaders', 'groves', 'podium', 'thanks']) await goOn(kind);

    // Labels: agree, another spell, discard, unsure with a comment, back.
    await press('g', 'l');
    await page.locator('.reason').waitFor();
    await press('1', '2', 'x');
    await expect.poll(storedLabels).toEqual(['ember', 'tide', null]);
    await press('u');
    await expect.poll(storedLabels).toHaveLength(2);
    await press('-', '/');
    await page.keyboard.type('Left-handed?');
    await press('Enter');
    await expect.poll(() => row('SELECT text FROM cast_comments')).toEqual({ text: 'Left-handed?' });

    // Explore: a band, a selection, discarded and restored.
    await press('Escape', 'g', 'e');
    await focus(page.getByRole('application', { name: /^Ember, x/ }));
    await press('ArrowUp', 'ArrowLeft', 'a');
    await press('x');
    await page.getByText(/casts? discarded\./).waitFor();
    await press('z');
    await expect.poll(storedLabels).toHaveLength(2);

    // Data: a dataset and a file.
    await press('Escape', 'g', 'd');
    await type(page.getByLabel('Name', { exact: true }), 'By keyboard');
    await press('Enter');
    await page
      .getByRole('cell', { name: /By keyboard/ })
      .or(page.getByText('By keyboard'))
      .first()
      .waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      act(page.getByRole('link', { name: /NDJSON/ }).first()),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.ndjson/);

    // The next evening, and the old one among the evenings.
    await press('Escape', 'g', 'b');
    await act(button('Begin the next event'));
    await type(page.getByLabel('Title'), 'The second evening');
    await press('Enter');
    await page.getByRole('heading', { name: 'The second evening' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' }); // keys belong to it while it is open
    await press('Escape', 'g', 'v');
    await act(page.getByRole('link', { name: 'Wandcast', exact: true }));
    await page.getByText('Over, read-only').waitFor();

    // Team, and away.
    await press('g', 't');
    await act(button('Sign out'));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(pageErrors).toEqual([]);
  });
});
