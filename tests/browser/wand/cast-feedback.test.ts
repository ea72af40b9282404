import type { Signal } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.js';
import { noBrowser } from '../support/browser.js';
import { MAX_ATTEMPTS, castByRing, resultOn } from '../support/cast-by-ring.js';
import { holdUntil, joinRoom, openPhone, press, ring } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();
const HOLD = 'Hold the phone as you like.';

/** A movement that stops early. A whole one can have a probability of 1, which no threshold turns away. */
const unfinished = (signal: Signal): Signal => ({
  ...signal,
  t: signal.t.slice(0, Math.round(0.92 * signal.t.length)),
});

describe.skipIf(noBrowser !== undefined)('feedback on casts', () => {
  test('says how to finish and how to hold the phone, and guesses nothing while it is still', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page, hand } = phone;
    await joinRoom(phone, 'Still Hare');
    await page.getByText(HOLD).waitFor();
    await press(phone);
    expect(await page.getByText('Tap to finish').count()).toBe(0); // still held
    await page.mouse.up(); // a tap
    await page.getByText('Tap to finish').waitFor();
    const guess = page.locator('.leaning');
    for (let i = 0; i < 8; i++) {
      await hand.rest(100);
      expect((await guess.allInnerTexts()).join()).not.toMatch(/Looks like/);
    }
    await holdUntil(phone, () => page.getByText('Nothing moved.').first().isVisible());
    await page.getByText('Press the seal to cast again.').waitFor();
    await page.context().close();
  });

  test('casts again with one press, and mentions the hold until the first recognized cast', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page, hand } = phone;
    await joinRoom(phone, 'Quick Hare');
    for (let tries = 0, heard = ''; tries < MAX_ATTEMPTS && heard !== 'Spark'; tries++) {
      await castByRing(page, hand, spark()); // from the second on, right from the result
      heard = (await resultOn(page)).split(',')[0] ?? '';
    }
    await page.getByText('Rough sketch of your movement').waitFor();
    await page.getByText('Press the seal to cast again.').waitFor();
    await page.getByRole('button', { name: 'Show spells' }).click();
    await page.getByRole('list', { name: 'Spells the model knows' }).waitFor();
    expect(await page.getByText(HOLD).count()).toBe(0);
    expect(phone.pageErrors).toEqual([]);
    await page.context().close();
  });

  test('of a fizzled cast names the spell it almost was, and opens its practice with one tap', async () => {
    const client = await openConsole(site.server);
    const [model] = await site.server.query<{ id: string }>('SELECT id FROM models ORDER BY version DESC LIMIT 1');
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page, hand } = phone;
    await joinRoom(phone, 'Odd Hare');
    await client.ask('model:threshold', { modelId: model?.id ?? '', threshold: 1 });
    const lesson = page.locator('.lesson');
    let said = '';
    // A busy machine may play a cast so roughly that it resembles no spell, or that no difference is certain.
    for (let tries = 0; tries < MAX_ATTEMPTS && said === ''; tries++) {
      await castByRing(page, hand, unfinished(spark()));
      await resultOn(page);
      said = await lesson.innerText({ timeout: 2_000 }).catch(() => '');
    }
    const spell = (await page.getByRole('heading', { name: /^Almost / }).innerText()).replace('Almost ', '');
    expect(await page.locator('.ring .compared path').count()).toBe(2); // the drawing and the participant's path
    const spoken = await page.getByRole('status').innerText();
    expect(spoken).toMatch(new RegExp(`^Fizzled\\. Almost ${spell}\\. `));
    expect(spoken).toContain(said);
    await page.getByRole('button', { name: `Practice ${spell}` }).click();
    await page.getByRole('heading', { name: spell, exact: true }).waitFor();
    expect(await page.getByRole('button', { name: spell, exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Done practicing' }).click();
    await ring(phone).waitFor(); // back on the page it came from
    expect(phone.pageErrors).toEqual([]);
    await page.context().close();
  });
});
