import { describe, expect, test } from 'vitest';
import { noBrowser } from '../support/browser.js';
import { MAX_ATTEMPTS, castByRing, resultOn } from '../support/cast-by-ring.js';
import { joinRoom, openPhone } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

describe.skipIf(noBrowser !== undefined)('a wand that knows its owner', () => {
  test('learns from a cast that they confirm, says so, and forgets it on request', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page, hand } = phone;
    await joinRoom(phone);
    const knows = page.getByText('Your wand knows you');
    const confirm = page.getByRole('button', { name: 'That was right' });
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await castByRing(page, hand, spark());
      await resultOn(page);
      if (await confirm.isVisible()) break; // a busy page may have recorded too little to recognize
    }
    expect(await knows.count()).toBe(0);
    await confirm.click();
    await page.getByText('Thanks, noted.').first().waitFor();
    expect(await confirm.count()).toBe(0);

    await page.getByRole('button', { name: 'Show spells' }).click();
    await knows.click();
    await page.getByText(/^It learned from one of your casts:/).waitFor();
    await page.getByRole('button', { name: 'Forget how I cast' }).click();
    await knows.waitFor({ state: 'detached' });
    expect(await site.server.query('SELECT id FROM casts WHERE confirmed_at IS NOT NULL')).toHaveLength(1);
    expect(phone.pageErrors).toEqual([]);
    await page.context().close();
  });
});
