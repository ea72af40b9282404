import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Signal } from '@wandcast/gesture';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or undefined. */
export const noBrowser = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}`;
if (noBrowser !== undefined) console.warn(`browser tests are skipped: ${noBrowser}`);

export function launchBrowser(): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet] });
}

/** A phone in a hand: a page whose motion sensors we move. */
export interface Hand {
  /** Holds the phone still, upright, for a while: sensors that report nothing look broken. */
  rest(ms: number): Promise<void>;
  /** Moves the phone as recorded, in real time. */
  wave(signal: Signal): Promise<void>;
}

const EVENT_MS = 16; // Chromium makes an event for each new reading, at 60 Hz at most

/** Gives a page real motion sensors, through the browser's own test interface: the page sees true `devicemotion`. */
export async function giveSensors(page: Page): Promise<Hand> {
  const cdp = await page.context().newCDPSession(page);
  for (const type of ['accelerometer', 'linear-acceleration', 'gyroscope'] as const) {
    const metadata = { available: true, minimumFrequency: 1, maximumFrequency: 60 };
    await cdp.send('Emulation.setSensorOverrideEnabled', { enabled: true, type, metadata });
  }
  let tremor = 0;
  const feel = (x: number, y: number, z: number): Promise<void> => {
    tremor = (tremor + 0.01) % 0.05; // two equal readings in a row make no event
    return push(cdp, x + tremor, y, z);
  };
  await feel(0, 0, 0);
  return {
    async rest(ms) {
      for (const end = Date.now() + ms; Date.now() < end;) {
        await feel(0, 0, 0);
        await page.waitForTimeout(EVENT_MS);
      }
    },
    async wave({ t, linear }) {
      if (linear === undefined) throw new Error('a hand needs linear acceleration to follow');
      const began = performance.now();
      const last = t.at(-1) ?? 0;
      for (let now = 0; now <= last; now = performance.now() - began) {
        const i = t.findIndex((time) => time >= now);
        if (i < 0) break;
        await feel(linear.x[i] ?? 0, linear.y[i] ?? 0, linear.z[i] ?? 0);
        await page.waitForTimeout(EVENT_MS - 4); // pushing takes the rest
      }
    },
  };
}

async function push(cdp: CDPSession, x: number, y: number, z: number): Promise<void> {
  const readings = [
    ['linear-acceleration', { x, y, z }],
    ['accelerometer', { x, y: y + 9.81, z }],
    ['gyroscope', { x: 0.1 + x / 100, y: 0, z: 0 }],
  ] as const;
  for (const [type, xyz] of readings) await cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz } });
}

/** Collects what a page complains of, to be asserted empty. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
