import { expect, test } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { removeFolder, startServerProcess, temporaryFolder } from '../../support/server-process.js';
import { closePages, sharedBrowser, noBrowser } from '../support/browser.js';
import { castOnce, joinRoom, holdUntil, openPhone } from '../support/phone-page.js';
import { spark } from '../support/spark-signal.js';

test.skipIf(noBrowser !== undefined)(
  'a wand continues after its server was killed and restarted on the same database',
  async () => {
    const folder = await temporaryFolder();
    const port = await freePort();
    const first = await startServerProcess(folder, port);
    const browser = await sharedBrowser();
    try {
      const { code } = (await (await fetch(`${first.url}/api/events`)).json()) as { code: string };
      const phone = await openPhone(browser, `${first.url}/?code=${code}`);
      const { page } = phone;
      await joinRoom(phone, 'Steady Hare');
      await castOnce(phone, spark());
      await holdUntil(phone, () => page.getByRole('button', { name: 'Show spells' }).isVisible());
      await page.getByRole('button', { name: 'Show spells' }).click();
      await first.end('SIGKILL');
      await page.getByText('Connection lost', { exact: true }).first().waitFor();
      await castOnce(phone, spark());
      await page.getByText('1 waiting to send', { exact: true }).or(page.getByText('Show spells')).first().waitFor();
      const second = await startServerProcess(folder, port);
      try {
        await holdUntil(
          phone,
          async () => !(await page.getByText('Connection lost', { exact: true }).first().isVisible()),
        );
        await page.getByRole('button', { name: /Steady Hare/ }).click();
        const casts = page.getByRole('list', { name: 'Your casts' }).locator('li');
        await expect.poll(() => casts.count()).toBe(2);
        await expect.poll(() => page.getByText('waiting on this phone').count()).toBe(0);
        expect(phone.pageErrors).toEqual([]);
      } finally {
        await second.end('SIGINT');
      }
    } finally {
      await closePages(browser);
      await first.end('SIGKILL');
      await removeFolder(folder);
    }
  },
);
