import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { connect, heard } from '../harness.js';
import { complaintsOf, giveSensors, noBrowser } from './hand.js';
import { openSite } from './site.js';
import { spark } from './spark.js';

const PHONE = { width: 390, height: 844 };
const PROJECTOR = { width: 1920, height: 1080 };

const site = openSite();

async function open(viewport: { width: number; height: number }): Promise<Page> {
  const context = await site.browser.newContext({ viewport, hasTouch: viewport === PHONE });
  return context.newPage();
}

describe.skipIf(noBrowser !== undefined)('the first spell', () => {
  test('goes from a moving hand to the projector and into PostgreSQL', async () => {
    const stage = await open(PROJECTOR);
    const phone = await open(PHONE);
    const complaints = [complaintsOf(stage), complaintsOf(phone)];
    await stage.goto(site.server.links.stage);
    await stage.getByText(site.server.code).first().waitFor();

    const hand = await giveSensors(phone);
    await phone.goto(site.server.links.join);
    await phone.getByLabel('Wizard name').fill('Salt Hare');
    await phone.getByRole('button', { name: 'Wake my wand' }).click();
    await hand.rest(600);
    await phone.getByRole('button', { name: /^Cast/ }).click();
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/1\s+wand awake/);

    const ring = phone.getByRole('button', { name: 'Press and cast' });
    const bars = phone.locator('.bars i');
    const heights = (): Promise<string> =>
      bars.evaluateAll((all) => all.map((bar) => (bar as HTMLElement).style.transform).join(' '));
    await ring.dispatchEvent('pointerdown', { pointerId: 1, isPrimary: true, button: 0 });
    const seen = new Set<string>();
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) seen.add(await heights().catch(() => ''));
    })();
    await hand.wave(spark());
    watching.abort();
    await watch;
    const before = await site.server.query('SELECT id FROM casts');
    await ring.dispatchEvent('pointerup', { pointerId: 1, isPrimary: true, button: 0 });

    const status = phone.getByRole('status');
    await expect.poll(() => status.innerText()).toMatch(/% sure|Fizzled/);
    const rows = await site.server.query<{
      count: number;
      channels: number;
      source: string;
      recognised_id: string | null;
    }>('SELECT count, channels, source, recognised_id FROM casts');

    expect(before).toHaveLength(0); // the bars moved before the cast had ended
    expect(seen.size).toBeGreaterThan(2);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.count).toBeGreaterThan(40);
    expect(rows[0]).toMatchObject({ channels: 7, source: 'motion', recognised_id: 'spark' });
    expect(await status.innerText()).toContain('Spark');

    const desk = connect(site.server, '/console', { token: site.server.owner });
    await heard(desk, 'console:welcomed');
    await desk.emitWithAck('stage:show', { view: 'live' });
    desk.disconnect();
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/Salt Hare[^]*Spark[^]*1\s+cast/);
    expect(complaints.flat()).toEqual([]);
  });
});
