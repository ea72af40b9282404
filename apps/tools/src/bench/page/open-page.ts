import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';
import { simulateMotionSensors } from '../../environment/motion-sensors.js';
import { MARK_SCRIPT, READ_MARKS, type PageMarks } from './page-marks.js';

/** A slow phone on a slow network: 400 kbit/s both ways, 400 ms per request, a CPU four times slower. */
export const THROTTLED = { kbitPerSecond: 400, latencyMs: 400, cpuSlowdown: 4 } as const;

/** Limit for opening the page, ms. */
const OPEN_TIMEOUT_MS = 60_000;

/** Interval of the simulated readings, ms. */
const TREMOR_INTERVAL_MS = 30;

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
  const setAcceleration = await simulateMotionSensors(cdp);
  const over = new AbortController();
  const trembling = (async () => {
    while (!over.signal.aborted) {
      await setAcceleration(0, 0, 0);
      await sleep(TREMOR_INTERVAL_MS);
    }
  })();
  trembling.catch(() => undefined);
  return async () => {
    over.abort();
    await trembling.catch(() => undefined); // the page may already be closed
  };
}
