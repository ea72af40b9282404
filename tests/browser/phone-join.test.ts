import { describe, expect, test } from 'vitest';
import { complaintsOf, giveSensors, noBrowser } from './hand.js';
import { PHONE, castOnce, comeIn, countTaps, holdUntil, openPhone, press, ring, type Phone } from './phone.js';
import { openSite } from './site.js';
import { spark } from './spark.js';

const site = openSite();

const answer = async (phone: Phone): Promise<string> => {
  const status = phone.page.getByRole('status').last();
  await holdUntil(phone, async () => /% sure|Fizzled/.test(await status.innerText()));
  return status.innerText();
};

describe.skipIf(noBrowser !== undefined)('from the code to the first cast', () => {
  test('takes four taps at most, and asks for nothing else', async () => {
    const context = await site.browser.newContext({ viewport: PHONE, hasTouch: true });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const taps = await countTaps(page);
    const hand = await giveSensors(page);
    const phone: Phone = { page, hand, complaints };
    const began = performance.now();
    await page.goto(site.server.links.join);
    await page.getByRole('button', { name: 'Wake my wand' }).click(); // with the name that was suggested
    const choice = page.getByRole('button', { name: 'Cast a spell' });
    await holdUntil(phone, () => choice.isVisible());
    await choice.click();
    await holdUntil(phone, () => ring(phone).isVisible());
    await castOnce(phone, spark());
    expect(await answer(phone)).toContain('Spark');
    console.log(`first cast after ${await taps()} taps and ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    expect(await taps()).toBeLessThanOrEqual(4);
    const rows = await site.server.query<{ source: string }>('SELECT source FROM casts');
    expect(rows).toEqual([{ source: 'motion' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('goes on when the phone is turned, between casts and in one', async () => {
    const phone = await openPhone(site.browser, site.server.links.join);
    await comeIn(phone, 'Turned Hare');
    const casts = `SELECT count(*)::int AS n FROM casts JOIN participants p ON p.id = participant_id WHERE p.nickname = 'Turned Hare'`;
    const stored = async (): Promise<number> => (await site.server.query<{ n: number }>(casts))[0]?.n ?? 0;
    const again = phone.page.getByRole('button', { name: /Cast again|Try again/ });
    await phone.page.setViewportSize({ width: PHONE.height, height: PHONE.width });
    await holdUntil(phone, () => ring(phone).isVisible());
    const box = await ring(phone).boundingBox();
    expect(box?.height).toBeLessThanOrEqual(PHONE.width);
    await castOnce(phone, spark());
    await holdUntil(phone, async () => (await stored()) === 1 && (await again.isVisible()));
    await again.click();
    await press(phone);
    await phone.hand.rest(200);
    await phone.page.setViewportSize(PHONE);
    await phone.hand.wave(spark());
    await phone.page.mouse.up();
    await holdUntil(phone, async () => (await stored()) === 2);
    expect(phone.complaints).toEqual([]);
    await phone.page.context().close();
  });

  test('works on a slow network', async () => {
    const context = await site.browser.newContext({ viewport: PHONE, hasTouch: true });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 300,
      downloadThroughput: 750_000 / 8,
      uploadThroughput: 250_000 / 8,
    });
    const complaints = complaintsOf(page);
    const phone: Phone = { page, hand: await giveSensors(page), complaints };
    await page.goto(site.server.links.join);
    await comeIn(phone, 'Slow Hare');
    await castOnce(phone, spark());
    expect(await answer(phone)).toMatch(/Spark|Fizzled/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
