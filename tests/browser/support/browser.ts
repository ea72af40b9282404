import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Axes, Signal } from '@wandcast/gesture';
import type { Sample, Turn } from '@wandcast/protocol';
import { asPhone } from '../../unit/gesture/fixtures/held-phone.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or undefined. */
export const noBrowser = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}`;
if (noBrowser !== undefined) console.warn(`browser tests are skipped: ${noBrowser}`);

/** Timeout for waiting on pages, long enough for a busy machine. */
const PATIENCE = 25_000;

const launched = new Set<Browser>();
/** Browsers of this process that are still open. */
export const openBrowsers = (): Browser[] => [...launched].filter((browser) => browser.isConnected());

/** @param more command line arguments for Chromium */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet, ...more],
  });
  launched.add(browser);
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  };
  return browser;
}

/** A host name of this machine other than "localhost". Over http its pages are insecure and have no motion. */
export const PLAIN_HOST = 'wand.test';

let shared: Promise<Browser> | undefined;

/** The browser shared by all test files of a worker, because launching is slow. Files must end with `closePages`. */
export async function sharedBrowser(): Promise<Browser> {
  const open = await shared;
  if (open?.isConnected() === true) return open;
  shared = launchBrowser([`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`]);
  return shared;
}

export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** Moves the simulated motion sensors of a page. */
export interface Hand {
  /** Holds the phone still and upright for some ms. Without readings the sensors would seem broken. */
  readonly rest: (ms: number) => Promise<void>;
  /** Holds the phone flat, face up, for some ms. */
  readonly layFlat: (ms: number) => Promise<void>;
  /** Sets the rotation of the phone relative to its page, counterclockwise. */
  turn(turned: Turn): void;
  /** Plays a recorded movement in real time. */
  wave(signal: Signal): Promise<void>;
  /** Stops readings until the next movement, like a browser that needs a tap first. */
  pauseEvents(): Promise<void>;
}

const EVENT_MS = 16; // Chromium sends an event for each new reading, at most at 60 Hz

const SENSORS = ['accelerometer', 'linear-acceleration', 'gyroscope'] as const;

/**
 * Gives a page motion sensors through the DevTools protocol, so that it receives real `devicemotion` events.
 * @param how.flipped whether accelerations have inverted signs, as on an iPhone
 * @param how.lying whether the phone is flat at first; otherwise it is upright
 */
export async function simulateSensors(
  page: Page,
  { flipped = false, lying = false }: { flipped?: boolean; lying?: boolean } = {},
): Promise<Hand> {
  const cdp = await page.context().newCDPSession(page);
  const metadata = { available: true, minimumFrequency: 1, maximumFrequency: 60 };
  const enable = async (enabled: boolean): Promise<void> => {
    for (const type of SENSORS) await cdp.send('Emulation.setSensorOverrideEnabled', { enabled, type, metadata });
  };
  await enable(true);
  let tremor = 0;
  let turned: Turn = 0;
  const feel = (linear: Reading, gravity: Reading = upright(linear), rotation: Reading = STEADY): Promise<void> => {
    tremor = (tremor + 0.01) % 0.05; // equal consecutive readings send no event
    const trembling = (reading: Reading): Reading => ({ ...reading, x: reading.x + tremor });
    const told = (reading: Reading): Vector => vectorOf(trembling(reading));
    const sample = { t: 0, linear: told(linear), gravity: told(gravity), rotation: told(rotation) };
    return push(cdp, asPhone(sample, flipped, turned));
  };
  const keep = async (ms: number, gravity: Reading): Promise<void> => {
    for (const end = Date.now() + ms; Date.now() < end;) {
      await feel(STILL, gravity);
      await page.waitForTimeout(EVENT_MS);
    }
  };
  await feel(STILL, lying ? FLAT : upright(STILL));
  return {
    rest: (ms) => keep(ms, upright(STILL)),
    layFlat: (ms) => keep(ms, FLAT),
    turn(next) {
      turned = next;
    },
    async pauseEvents() {
      await enable(false);
      await enable(true);
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
        await page.waitForTimeout(EVENT_MS / 2); // sending the reading takes the other half
      }
      // The browser repeats its latest reading, so end with one at rest.
      const held = gravity && { x: last(gravity.x), y: last(gravity.y), z: last(gravity.z) };
      await feel(STILL, held);
    },
  };
}

const last = (axis: Float32Array): number => axis.at(-1) ?? 0;

interface Reading {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const STILL: Reading = { x: 0, y: 0, z: 0 };
/** Rotation rate of a nearly still hand, degrees/s. */
const STEADY: Reading = { x: 6, y: 0, z: 0 };
const upright = ({ x, y, z }: Reading): Reading => ({ x, y: y + 9.81, z });
const FLAT: Reading = { x: 0, y: 0, z: 9.81 };
type Vector = NonNullable<Sample['linear']>;
const vectorOf = ({ x, y, z }: Reading): Vector => [x, y, z];
const readingOf = ([x, y, z]: Vector = [0, 0, 0]): Reading => ({ x, y, z });

async function push(cdp: CDPSession, { linear, gravity, rotation }: Sample): Promise<void> {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180; // the unit of the gyroscope
  const { x, y, z } = readingOf(rotation);
  const readings = [
    ['linear-acceleration', readingOf(linear)],
    ['accelerometer', readingOf(gravity)],
    ['gyroscope', { x: radians(x), y: radians(y), z: radians(z) }],
  ] as const;
  await Promise.all(
    readings.map(([type, xyz]) =>
      cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { ...xyz } } }),
    ),
  );
}

/** Collects what a page complains of, to be asserted empty. */
export function pageErrorsOf(page: Page): string[] {
  const pageErrors: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) pageErrors.push(message.text());
  });
  page.on('pageerror', (error) => pageErrors.push(error.message));
  return pageErrors;
}
