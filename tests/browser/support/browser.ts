import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Axes, Signal } from '@wandcast/gesture';
import type { Sample, Turn } from '@wandcast/protocol';
import { asPhone } from '../../unit/gesture/fixtures/held-phone.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or undefined. */
export const noBrowser = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}`;
if (noBrowser !== undefined) console.warn(`browser tests are skipped: ${noBrowser}`);

/** How long a page may take for what it is waited for, on a machine that does other things too: ends what hangs. */
const PATIENCE = 25_000;

const launched = new Set<Browser>();
/** Those of this process that were not closed. */
export const openBrowsers = (): Browser[] => [...launched].filter((browser) => browser.isConnected());

/** `more`: arguments of Chromium's own. */
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

/** A name of this machine that is not "localhost": over http its pages are not secure and have no motion. */
export const PLAIN_HOST = 'wand.test';

let shared: Promise<Browser> | undefined;

/** The one browser of all test files of a worker: a launch costs more than most tests. A file ends with `closePages`. */
export async function sharedBrowser(): Promise<Browser> {
  const open = await shared;
  if (open?.isConnected() === true) return open;
  shared = launchBrowser([`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`]);
  return shared;
}

export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** A phone in a hand: a page whose motion sensors we move. */
export interface Hand {
  /** Holds the phone still, upright, for a while: sensors that report nothing look broken. */
  readonly rest: (ms: number) => Promise<void>;
  /** Lays the phone down, face up, for a while. */
  readonly layFlat: (ms: number) => Promise<void>;
  /** From here on the phone is turned so far counter-clockwise against its page. */
  turn(turned: Turn): void;
  /** Moves the phone as recorded, in real time, and stops. */
  wave(signal: Signal): Promise<void>;
  /** Makes the sensors tell nothing until the next movement, as a browser does that wants a tap first. */
  pauseEvents(): Promise<void>;
}

const EVENT_MS = 16; // Chromium makes an event for each new reading, at 60 Hz at most

const SENSORS = ['accelerometer', 'linear-acceleration', 'gyroscope'] as const;

/**
 * Gives a page real motion sensors, through the browser's own test interface: the page sees true `devicemotion`.
 * @param how.flipped whether they tell accelerations with the opposite sign, as an iPhone's do
 * @param how.lying whether the phone lies flat at first; else it is held upright
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
    tremor = (tremor + 0.01) % 0.05; // two equal readings in a row make no event
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
        await page.waitForTimeout(EVENT_MS / 2); // pushing takes the other half
      }
      // A browser tells its newest reading again and again: the hand comes to rest.
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
/** Of a hand that hardly turns, degrees/s. */
const STEADY: Reading = { x: 6, y: 0, z: 0 };
const upright = ({ x, y, z }: Reading): Reading => ({ x, y: y + 9.81, z });
const FLAT: Reading = { x: 0, y: 0, z: 9.81 };
type Vector = NonNullable<Sample['linear']>;
const vectorOf = ({ x, y, z }: Reading): Vector => [x, y, z];
const readingOf = ([x, y, z]: Vector = [0, 0, 0]): Reading => ({ x, y, z });

async function push(cdp: CDPSession, { linear, gravity, rotation }: Sample): Promise<void> {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180; // what a gyroscope counts in
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
