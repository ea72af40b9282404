import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { shownEventCode } from '@wandcast/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { pageErrorsOf, launchBrowser, noBrowser } from '../support/browser.js';
import { joinAndCast } from '../support/cast-by-ring.js';

const PHONE = { width: 390, height: 844 };

let server: TestServer;
/** A browser that trusts this certificate, like a phone after the trust page. */
let trusting: Browser;
beforeAll(async () => {
  if (noBrowser !== undefined) return;
  server = await startTestServer({ tls: { kind: 'local' }, host: '0.0.0.0' });
  const { publicKey } = new X509Certificate(readFileSync(path.join(server.folder, 'tls/server.pem')));
  const spki = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  trusting = await launchBrowser([`--ignore-certificate-errors-spki-list=${spki}`]);
});
afterAll(async () => {
  if (noBrowser !== undefined) return;
  await trusting.close();
  await server.remove();
});

describe.skipIf(noBrowser !== undefined)('a server with a self-signed certificate', () => {
  test('redirects a phone from http to https, and receives its cast over wss', async () => {
    const stage = await trusting.newPage({ viewport: { width: 1920, height: 1080 } });
    const phone = await trusting.newPage({ viewport: PHONE, hasTouch: true });
    const pageErrors = [pageErrorsOf(stage), pageErrorsOf(phone)];
    const sockets: string[] = [];
    phone.on('websocket', (socket) => sockets.push(socket.url()));
    await stage.goto(server.links.stage);
    await stage.getByText(shownEventCode(server.code)).first().waitFor();

    const said = await joinAndCast(phone, server.links.join.replace('https:', 'http:'));
    expect(said).toContain('Spark');
    expect(await phone.evaluate(() => [isSecureContext, location.protocol])).toEqual([true, 'https:']);
    expect(sockets.length).toBeGreaterThan(0);
    expect(sockets.every((url) => url.startsWith('wss://'))).toBe(true);
    await expect.poll(() => stage.locator('body').innerText()).toMatch(/1\s+wand awake/);
    const rows = await server.query<{ source: string }>('SELECT DISTINCT source FROM casts');
    expect(rows).toEqual([{ source: 'motion' }]);
    expect(pageErrors).toEqual([[], []]);
    await Promise.all([stage.close(), phone.close()]);
  });

  test('is rejected by a browser without trust, which can open the trust page', async () => {
    const wary = await launchBrowser();
    const refused = await wary.newPage();
    await expect(refused.goto(server.links.join)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');

    const page = await wary.newPage({ viewport: { width: 360, height: 640 }, locale: 'de-DE' });
    const pageErrors = pageErrorsOf(page);
    await page.goto(server.links.joinInfo.trustUrl ?? '');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Dem Server vertrauen');
    await page.evaluate(() => document.fonts.ready);
    expect(await page.evaluate(() => [...document.fonts].map(({ status }) => status))).toEqual(['loaded', 'loaded']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('heading', { name: 'Is it the right one?' }).waitFor();
    expect((await page.locator('code').innerText()).replaceAll('\n', '')).toBe(server.fingerprint);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the certificate' }).click();
    const file = await (await download).path();
    expect(new X509Certificate(readFileSync(file)).fingerprint256).toBe(server.fingerprint);
    const goOn = page.getByRole('link', { name: 'Continue to the wand' });
    expect(await goOn.getAttribute('href')).toBe(server.links.join);
    expect(pageErrors).toEqual([]);
    await wary.close();
  });
});
