import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Signal } from '@wandcast/gesture';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or undefined. */
export const noBrowser = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}`;
if (noBrowser !== undefined) console.warn(`browser tests are skipped: ${noBrowser}`);

/** `more`: arguments of Chromium's own. */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet, ...more],
  });
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
      for (let now = 0; now <= (t.at(-1) ?? 0); now = performance.now() - began) {
        const next = t.findIndex((time) => time >= now);
        const [from, to] = [t[next - 1] ?? 0, t[next] ?? 0];
        const share = next > 0 && to > from ? (now - from) / (to - from) : 1;
        const at = (axis: Float32Array): number => (axis[next - 1] ?? 0) * (1 - share) + (axis[next] ?? 0) * share;
        await feel(at(linear.x), at(linear.y), at(linear.z));
        await page.waitForTimeout(EVENT_MS / 2); // pushing takes the other half
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
  await Promise.all(
    readings.map(([type, xyz]) => cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz } })),
  );
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
