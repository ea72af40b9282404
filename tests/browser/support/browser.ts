import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import type { Axes, Signal } from '@wandcast/gesture';
import type { Sample, Turn } from '@wandcast/protocol';
import { asPhone } from '../../unit/gesture/fixtures/held-phone.js';

/** The headless shell has the same engine as Chromium without its windows, and starts pages in a third of the time. */
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const executablePath = process.env['CHROMIUM'] ?? installed.find((file) => existsSync(file)) ?? '/usr/bin/chromium';

/** Permissions that Chromium gives every page, and the headless shell only on request. */
const PERMISSIONS = ['accelerometer', 'gyroscope', 'clipboard-read', 'clipboard-write', 'screen-wake-lock'];

/** Why browser tests cannot run here; undefined if they can. */
export const noBrowser = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}`;
if (noBrowser !== undefined) console.warn(`browser tests are skipped: ${noBrowser}`);

/** Playwright's default timeout, ms. Generous, because the machine may be busy. */
const TIMEOUT_MS = 120_000;

const launched = new Set<Browser>();
/** The browsers of this process that are still open. */
export const openBrowsers = (): Browser[] => [...launched].filter((browser) => browser.isConnected());

/** @param extraArgs command-line arguments for Chromium */
export async function launchBrowser(extraArgs: readonly string[] = []): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet, ...extraArgs],
  });
  launched.add(browser);
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(TIMEOUT_MS);
    await context.grantPermissions(PERMISSIONS);
    return context;
  };
  return browser;
}

/** A host name for this machine that is not "localhost", so that its http pages are insecure and have no motion. */
export const PLAIN_HOST = 'wand.test';

let shared: Promise<Browser> | undefined;

/** One browser for all test files of a worker, because launching takes longer than most tests. End with `closePages`. */
export async function sharedBrowser(): Promise<Browser> {
  const open = await shared;
  if (open?.isConnected() === true) return open;
  shared = launchBrowser([`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`]);
  return shared;
}

export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** Controls the simulated motion sensors of a page. */
export interface Hand {
  /** Holds the phone upright and still. Keeps sending events, because silent sensors look broken. */
  readonly rest: (ms: number) => Promise<void>;
  /** Lays the phone down, face up. */
  readonly layFlat: (ms: number) => Promise<void>;
  /** Turns the phone counter-clockwise against its page from now on. */
  turn(turned: Turn): void;
  /** Plays the signal in real time, then holds still. */
  wave(signal: Signal): Promise<void>;
  /** Stops sensor events until the next movement, as in a browser that requires a tap first. */
  pauseEvents(): Promise<void>;
}

const EVENT_MS = 16; // Chromium fires an event for each new reading, at 60 Hz at most

/** Makes pages loaded from now on take their browser for WebKit on iOS, whose accelerations have inverted signs. */
export function actAsWebKitOnIos(target: Page | BrowserContext): Promise<unknown> {
  return target.addInitScript(() => {
    const { supports } = CSS;
    CSS.supports = (name: string, value?: string) =>
      name === '-webkit-touch-callout' || (value === undefined ? supports(name) : supports(name, value));
  });
}

const SENSORS = ['accelerometer', 'linear-acceleration', 'gyroscope'] as const;

/**
 * Overrides the motion sensors of a page through the Chrome DevTools Protocol: the page receives real `devicemotion`.
 * @param options.flipped accelerations have inverted signs, as on an iPhone
 * @param options.lying the phone starts flat on a table instead of upright
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
  const sendReading = (
    linear: Reading,
    gravity: Reading = upright(linear),
    rotation: Reading = STEADY,
  ): Promise<void> => {
    tremor = (tremor + 0.01) % 0.05; // Chromium fires no event for two equal readings in a row
    const trembling = (reading: Reading): Reading => ({ ...reading, x: reading.x + tremor });
    const vector = (reading: Reading): Vector => vectorOf(trembling(reading));
    const sample = { t: 0, linear: vector(linear), gravity: vector(gravity), rotation: vector(rotation) };
    return push(cdp, asPhone(sample, flipped, turned));
  };
  const holdStill = async (ms: number, gravity: Reading): Promise<void> => {
    for (const end = Date.now() + ms; Date.now() < end;) {
      await sendReading(STILL, gravity);
      await page.waitForTimeout(EVENT_MS);
    }
  };
  await sendReading(STILL, lying ? FLAT : upright(STILL));
  return {
    rest: (ms) => holdStill(ms, upright(STILL)),
    layFlat: (ms) => holdStill(ms, FLAT),
    turn(next) {
      turned = next;
    },
    async pauseEvents() {
      await enable(false);
      await enable(true);
    },
    async wave({ t, linear, gravity, rotation }) {
      if (linear === undefined) throw new Error('the signal has no linear acceleration');
      const began = performance.now();
      for (let now = 0; now <= (t.at(-1) ?? 0); now = performance.now() - began) {
        const next = t.findIndex((time) => time >= now);
        const [from, to] = [t[next - 1] ?? 0, t[next] ?? 0];
        const share = next > 0 && to > from ? (now - from) / (to - from) : 1;
        const between = (axis: Float32Array): number => (axis[next - 1] ?? 0) * (1 - share) + (axis[next] ?? 0) * share;
        const at = ({ x, y, z }: Axes): Reading => ({ x: between(x), y: between(y), z: between(z) });
        await sendReading(at(linear), gravity && at(gravity), rotation && at(rotation));
        await page.waitForTimeout(EVENT_MS / 2); // sending takes about as long
      }
      // The browser repeats its newest reading, so the last one must be a hand at rest.
      const lastGravity = gravity && { x: last(gravity.x), y: last(gravity.y), z: last(gravity.z) };
      await sendReading(STILL, lastGravity);
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
/** Rotation rate of a hand that hardly turns, degrees/s. */
const STEADY: Reading = { x: 6, y: 0, z: 0 };
const upright = ({ x, y, z }: Reading): Reading => ({ x, y: y + 9.81, z });
const FLAT: Reading = { x: 0, y: 0, z: 9.81 };
type Vector = NonNullable<Sample['linear']>;
const vectorOf = ({ x, y, z }: Reading): Vector => [x, y, z];
const readingOf = ([x, y, z]: Vector = [0, 0, 0]): Reading => ({ x, y, z });

async function push(cdp: CDPSession, { linear, gravity, rotation }: Sample): Promise<void> {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180; // unit of the simulated gyroscope
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

/** Collects console errors, console warnings and uncaught exceptions of a page. */
export function pageErrorsOf(page: Page): string[] {
  const pageErrors: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) pageErrors.push(message.text());
  });
  page.on('pageerror', (error) => pageErrors.push(error.message));
  return pageErrors;
}

/** Messages of the browser about lost connections. */
export const CONNECTION_ERROR = /WebSocket connection to|net::ERR_|Failed to load resource/;
