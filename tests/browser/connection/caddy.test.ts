import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { noCaddy, startCaddy, type RunningCaddy } from './caddy-process.js';
import { pageErrorsOf, launchBrowser, noBrowser } from '../support/browser.js';
import { joinAndCast } from '../support/cast-by-ring.js';

const isSkipped = noBrowser !== undefined || noCaddy !== undefined;
const NAME = 'wand.test';

let host: string;
let server: TestServer;
let caddy: RunningCaddy;
let browser: Browser;
beforeAll(async () => {
  if (isSkipped) return;
  host = `${NAME}:${await freePort()}`;
  server = await startTestServer({ publicUrl: `https://${host}` });
  caddy = await startCaddy(host, new URL(server.url).host);
  const spki = caddy.certificate.publicKey.export({ type: 'spki', format: 'der' });
  browser = await launchBrowser([
    `--host-resolver-rules=MAP ${NAME} 127.0.0.1`,
    `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
  ]);
});
afterAll(async () => {
  if (isSkipped) return;
  await (browser as Browser | undefined)?.close(); // not there if the start failed
  await (caddy as RunningCaddy | undefined)?.stop();
  await server.remove();
});

describe.skipIf(isSkipped)('a server behind Caddy, with the product’s Caddyfile', () => {
  test('receives a cast from a secure page over wss', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const pageErrors = pageErrorsOf(page);
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    expect(new URL(server.links.join).host).toBe(host);
    expect(await joinAndCast(page, server.links.join)).toContain('Spark');
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    expect(sockets.some((url) => url.startsWith(`wss://${host}/socket.io/`))).toBe(true);
    expect(pageErrors).toEqual([]);
    await page.close();
  });

  test('hides metrics and nodes from the public, and gives the console a secure cookie', async () => {
    const page = await browser.newPage();
    await page.goto(server.links.console);
    const statusOf = (path: string): Promise<number> =>
      page.evaluate(async (address) => (await fetch(address)).status, path);
    expect([await statusOf('/metrics'), await statusOf('/api/nodes/any')]).toEqual([404, 404]);
    expect(await statusOf('/health')).toBe(200);
    const rows = await server.query<{ name: string }>('SELECT name FROM members');
    await page.getByLabel('Name').fill(rows[0]?.name ?? '');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByText('Run').first().waitFor();
    const cookies = await page.context().cookies(`https://${host}`);
    expect(cookies.find(({ name }) => name === '__Host-wandcast')).toMatchObject({ secure: true, httpOnly: true });
    await page.close();
  });
});
