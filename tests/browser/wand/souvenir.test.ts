import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { noBrowser } from '../support/browser.js';
import { castByRing, resultOn } from '../support/cast-by-ring.js';
import { joinRoom, openPhone, type Phone } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';
import { openSite } from '../support/test-site.js';

const site = openSite();

/** Width and height of a PNG file, from its header. */
function pngSize(bytes: Buffer): readonly [width: number, height: number] {
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe.skipIf(noBrowser !== undefined)('the souvenir', () => {
  let client: ConsoleClient;
  beforeAll(async () => {
    if (noBrowser === undefined) client = await openConsole(site.server);
  });
  afterAll(() => {
    if (noBrowser === undefined) client.socket.disconnect();
  });
  const joined = async (name: string): Promise<Phone> => {
    const phone = await openPhone(site.browser, site.server.links.join);
    await joinRoom(phone, name);
    return phone;
  };

  test('is a picture of the own evening, to save, also without a connection', async () => {
    const phone = await joined('Salt Hare');
    const { page, hand } = phone;
    await castByRing(page, hand, spark());
    await resultOn(page);
    await client.ask('stage:show', { view: 'thanks' });
    await page.getByRole('heading', { name: 'Your souvenir' }).waitFor();
    const picture = page.getByRole('img', { name: /^Souvenir: .*Salt Hare/ });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1080);
    expect(await picture.getAttribute('alt')).toContain('grove');

    await page.context().setOffline(true);
    await page.getByText('Connection lost').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save picture' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('wandcast-souvenir.png');
    const bytes = await readFile(await download.path());
    expect(pngSize(bytes)).toEqual([1080, 1350]);
    expect(bytes.length).toBeGreaterThan(20_000); // it is not empty
    await page.context().setOffline(false);
    expect(phone.pageErrors).toEqual([]);
    await page.context().close();
  });

  test('is shared as a file if the phone can, and is only to save otherwise', async () => {
    await client.ask('stage:show', { view: 'live' });
    const { page } = await joined('Dawn Finch');
    await page.evaluate(() => {
      Object.assign(window, { shared: [] });
      const isShareable: Navigator['canShare'] = (data) => data?.files?.length === 1;
      const share: Navigator['share'] = (data) => {
        for (const file of data?.files ?? [])
          (window as unknown as { shared: unknown[] }).shared.push([file.name, file.type, file.size > 20_000]);
        return Promise.resolve();
      };
      Object.assign(navigator, { canShare: isShareable, share });
    });
    await client.ask('stage:show', { view: 'thanks' });
    await page.getByRole('link', { name: 'Save picture' }).waitFor();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared))
      .toEqual([['wandcast-souvenir.png', 'image/png', true]]);
    expect(await page.getByRole('alert').count()).toBe(0);

    await page.addInitScript(() => {
      Object.assign(navigator, { canShare: () => false });
    });
    await page.reload();
    await page.getByRole('link', { name: 'Save picture' }).waitFor();
    expect(await page.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
    await page.context().close();
  });

  test('can be left and opened again, and is kind to someone who never cast', async () => {
    await client.ask('stage:show', { view: 'thanks' });
    const phone = await openPhone(site.browser, site.server.links.join);
    const { page } = phone;
    await page.getByLabel('Wizard name').fill('Quiet Otter');
    await page.getByRole('button', { name: 'Wake my wand' }).click();
    await page.getByRole('img', { name: /You were there, Next time, wands out/ }).waitFor();
    await page.getByRole('button', { name: 'Keep casting' }).click();
    await phone.hand.rest(600);
    await page.getByRole('button', { name: 'Settings: language, theme, sound' }).click();
    await page.getByRole('button', { name: 'Your souvenir' }).click();
    await page.getByRole('img', { name: /^Souvenir/ }).waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('heading', { name: 'Your wand' }).waitFor();
    expect(phone.pageErrors).toEqual([]);
    await page.context().close();
  });

  test('stays on the phone after the event', async () => {
    await client.ask('stage:show', { view: 'live' });
    const { page } = await joined('Dusk Weaver');
    await client.ask('stage:show', { view: 'thanks' });
    await page.getByRole('img', { name: /^Souvenir/ }).waitFor();
    const { event, books } = client.state;
    await client.ask('event:begin', { after: event.code, title: 'Another talk', bookId: books.current });
    await page.getByRole('heading', { name: 'This event is over' }).waitFor();
    await page.getByRole('button', { name: 'Your souvenir' }).click();
    await page.getByRole('img', { name: /^Souvenir.*Dusk Weaver/ }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { name: 'This event is over' }).waitFor();
    await page.context().close();
  });
});
