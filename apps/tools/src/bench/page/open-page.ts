import type { Browser, CDPSession } from 'playwright-core';
import { UsageError } from '../../cli/command.js';
import { MARKING, READING, type PageMarks } from './page-marks.js';

/** A slow phone on a slow network: 400 kbit/s both ways, 400 ms each request, a processor four times slower. */
export const SLOW = { kbitPerSecond: 400, latencyMs: 400, cpuSlowdown: 4 } as const;

/** How long a whole opening may take, ms. */
const PATIENCE_MS = 60_000;

/** Chromium, where it can be found. @throws UsageError */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  try {
    const { chromium } = await import('playwright-core');
    return await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet],
    });
  } catch (error) {
    throw new UsageError(`no Chromium to load the page in (${(error as Error).message.split('\n')[0] ?? ''})`);
  }
}

/** Opens the page as a phone does that was never here, and goes through to the ring. */
export async function loadOnce(browser: Browser, url: string, slow: boolean): Promise<PageMarks> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    if (slow) await slowDown(cdp);
    await page.addInitScript(MARKING);
    const still = await shake(cdp);
    try {
      await page.goto(url);
      return await marksOf(cdp);
    } finally {
      await still();
    }
  } finally {
    await context.close();
  }
}

async function marksOf(cdp: CDPSession): Promise<PageMarks> {
  const asked = cdp.send('Runtime.evaluate', {
    expression: READING,
    awaitPromise: true,
    returnByValue: true,
    timeout: PATIENCE_MS,
  });
  const { result, exceptionDetails } = await asked;
  if (exceptionDetails !== undefined) throw new Error(`the page did not get to its ring: ${exceptionDetails.text}`);
  return result.value as PageMarks;
}

async function slowDown(cdp: CDPSession): Promise<void> {
  const bytesPerSecond = (SLOW.kbitPerSecond * 1000) / 8;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpuSlowdown });
}

/** A hand that trembles, so that the sensor lives. @returns stop */
async function shake(cdp: CDPSession): Promise<() => Promise<void>> {
  const types = ['accelerometer', 'linear-acceleration', 'gyroscope'] as const;
  for (const type of types)
    await cdp.send('Emulation.setSensorOverrideEnabled', {
      enabled: true,
      type,
      metadata: { available: true, minimumFrequency: 1, maximumFrequency: 60 },
    });
  const over = new AbortController();
  const trembling = (async () => {
    for (let n = 0; !over.signal.aborted; n = (n + 1) % 5) {
      const x = n * 0.01; // two equal readings in a row make no event
      for (const type of types) {
        const y = type === 'accelerometer' ? 9.81 : 0;
        await cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { x, y, z: 0 } } });
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  })();
  trembling.catch(() => undefined);
  return async () => {
    over.abort();
    await trembling.catch(() => undefined); // the page may have closed under it
  };
}
