import { shownEventCode } from '@wandcast/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { connect, nextMessage } from '../../support/test-server.js';
import { pageErrorsOf, simulateSensors, noBrowser } from '../support/browser.js';
import { openSite } from '../support/test-site.js';
import { spark } from '../support/spark-signal.js';
import { MAX_ATTEMPTS, castByRing, castUntilFelt, resultOn } from '../support/cast-by-ring.js';

const PHONE = { width: 390, height: 844 };
const PROJECTOR = { width: 1920, height: 1080 };

const site = openSite();

async function open(viewport: { width: number; height: number }): Promise<Page> {
  const context = await site.browser.newContext({ viewport, hasTouch: viewport === PHONE });
  return context.newPage();
}

describe.skipIf(noBrowser !== undefined)('the first spell', () => {
  test('is shown on the stage and stored in PostgreSQL', async () => {
    const stage = await open(PROJECTOR);
    const phone = await open(PHONE);
    const pageErrors = [pageErrorsOf(stage), pageErrorsOf(phone)];
    await stage.goto(site.server.links.stage);
    await stage.getByText(shownEventCode(site.server.code)).first().waitFor();

    const hand = await simulateSensors(phone);
    await phone.goto(site.server.links.join);
    await phone.getByLabel('Wizard name').fill('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await phone.getByRole('button', { name: /^Cast/ }).click();
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/1\s+wand awake/);

    const bars = phone.locator('.bars i');
    const heights = (): Promise<string> =>
      bars.evaluateAll((all) => all.map((bar) => (bar as HTMLElement).style.transform).join(' '));
    const recording = phone.getByRole('button', { name: 'Press and cast', pressed: true });
    let said = '';
    let casts = 0;
    const seen = new Set<string>();
    while (casts < MAX_ATTEMPTS && !said.includes('Spark')) {
      if (casts > 0) await phone.getByRole('button', { name: 'Show spells' }).click();
      const watching = new AbortController();
      const watch = (async () => {
        // record the bars only during the cast
        while (!watching.signal.aborted) {
          const now = await heights().catch(() => '');
          if (await recording.isVisible()) seen.add(now);
        }
      })();
      await castUntilFelt(phone, () => castByRing(phone, hand, spark()));
      watching.abort();
      await watch;
      said = await resultOn(phone);
      casts++;
    }
    const rows = await site.server.query<{
      count: number;
      channels: number;
      source: string;
      recognized_id: string | null;
    }>('SELECT count, channels, source, recognized_id FROM casts ORDER BY received_at');

    expect(seen.size).toBeGreaterThan(2); // the bars moved before the cast ended
    expect(rows).toHaveLength(casts);
    expect(rows.at(-1)?.count).toBeGreaterThan(40);
    expect(rows.at(-1)).toMatchObject({ channels: 7, source: 'motion', recognized_id: 'spark' });
    expect(said).toMatch(/^Spark, .*% sure/);

    const client = connect(site.server, '/console', { token: site.server.owner });
    await nextMessage(client, 'console:welcomed');
    await client.emitWithAck('stage:show', { view: 'live' });
    client.disconnect();
    await expect
      .poll(() => stage.locator('body').innerText())
      .toMatch(new RegExp(`Salt Hare[^]*Spark[^]*${casts}\\s+cast`));
    expect(pageErrors.flat()).toEqual([]);
  });
});
