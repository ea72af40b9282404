import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Axes, Signal } from '@wandcast/gesture';

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
  const feel = (linear: Reading, gravity: Reading = upright(linear), rotation: Reading = STEADY): Promise<void> => {
    tremor = (tremor + 0.01) % 0.05; // two equal readings in a row make no event
    const trembling = (reading: Reading): Reading => ({ ...reading, x: reading.x + tremor });
    return push(cdp, trembling(linear), trembling(gravity), trembling(rotation));
  };
  await feel(STILL);
  return {
    async rest(ms) {
      for (const end = Date.now() + ms; Date.now() < end;) {
        await feel(STILL);
        await page.waitForTimeout(EVENT_MS);
      }
    },
    async wave({ t, linear, gravity, rotation }) {
      if (linear === undefined) throw new Error('a hand needs linear acceleration to follow');
      const began = performance.now();
      for (let now = 0; now <= (t.at(-1) ?? 0); now = performance.now() - began) {
        const next = t.findIndex((time) => time >= now);
        const [from, to] = [t[next - 1] ?? 0, t[next] ?? 0];
        const share = next > 0 && to > from ? (now - from) / (to - from) : 1;
        const between = (axis: Float32Array): number => (axis[next - 1] ?? 0) * (1 - share) + (axis[next] ?? 0) * share;
        const at = ({ x, y, z }: Axes): Reading => ({ x: between(x), y: between(y), z: between(z) });
        await feel(at(linear), gravity && at(gravity), rotation && at(rotation));
        await page.waitForTimeout(EVENT_MS / 2); // pushing takes the other half
      }
    },
  };
}

interface Reading {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const STILL: Reading = { x: 0, y: 0, z: 0 };
/** Of a hand that hardly turns, degrees/s. */
const STEADY: Reading = { x: 6, y: 0, z: 0 };
const upright = ({ x, y, z }: Reading): Reading => ({ x, y: y + 9.81, z });

async function push(cdp: CDPSession, linear: Reading, gravity: Reading, rotation: Reading): Promise<void> {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180; // what a gyroscope counts in
  const gyroscope = { x: radians(rotation.x), y: radians(rotation.y), z: radians(rotation.z) };
  const readings = [
    ['linear-acceleration', linear],
    ['accelerometer', gravity],
    ['gyroscope', gyroscope],
  ] as const;
  await Promise.all(
    readings.map(([type, xyz]) =>
      cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { ...xyz } } }),
    ),
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
