import type { Browser, CDPSession } from 'playwright-core';
import { UsageError } from '../../cli/usage-error.js';
import { MARK_SCRIPT, READ_MARKS, type PageMarks } from './page-marks.js';

/** A slow phone on a slow network: 400 kbit/s both ways, 400 ms per request, a CPU four times slower. */
export const THROTTLED = { kbitPerSecond: 400, latencyMs: 400, cpuSlowdown: 4 } as const;

/** Limit for opening the page, ms. */
const OPEN_TIMEOUT_MS = 60_000;

/** Launches Chromium, from $CHROMIUM if set. @throws UsageError if there is none */
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

/** Opens the page as a phone on its first visit, and continues to the ring. */
export async function openPageOnce(browser: Browser, url: string, throttled: boolean): Promise<PageMarks> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    if (throttled) await throttle(cdp);
    await page.addInitScript(MARK_SCRIPT);
    const stopTrembling = await tremble(cdp);
    try {
      await page.goto(url);
      return await readMarks(cdp);
    } finally {
      await stopTrembling();
    }
  } finally {
    await context.close();
  }
}

async function readMarks(cdp: CDPSession): Promise<PageMarks> {
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: READ_MARKS,
    awaitPromise: true,
    returnByValue: true,
    timeout: OPEN_TIMEOUT_MS,
  });
  if (exceptionDetails !== undefined) throw new Error(`the page did not reach its ring: ${exceptionDetails.text}`);
  return result.value as PageMarks;
}

async function throttle(cdp: CDPSession): Promise<void> {
  const bytesPerSecond = (THROTTLED.kbitPerSecond * 1000) / 8;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: THROTTLED.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLED.cpuSlowdown });
}

/** Simulates a trembling hand, so that the motion sensor fires. @returns stop */
async function tremble(cdp: CDPSession): Promise<() => Promise<void>> {
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
      const x = n * 0.01; // Chromium fires no event for two equal readings in a row
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
    await trembling.catch(() => undefined); // the page may already be closed
  };
}
