import type { Findings, MotionState } from '@wandcast/protocol';
import { readonly, shallowRef, type ShallowRef } from 'vue';
import type { MotionSensor } from '../shared/sensor/useMotionSensor';
import { canKeepScreenOn, canStoreCasts } from './browser-checks';
import { loadMs } from './load-time';
import { measureSensor } from './measure-sensor';
import type { PreflightConnection } from './preflight-connection';
import type { Stage } from './check-stages';
import { RoundTripMeter } from './round-trip-meter';
import { waitUntil } from './wait-until';

export interface Checks {
  readonly stage: Readonly<ShallowRef<Stage>>;
  /** Results so far. */
  readonly found: Readonly<ShallowRef<Findings>>;
  /** Finished share of the sensor measurement, 0 to 1. */
  readonly held: Readonly<ShallowRef<number>>;
  /** Runs all checks. Call synchronously in a tap, because browsers show the motion prompt only then. */
  begin(): void;
}

/** Timeout for connecting, ms. */
const CONNECT_TIMEOUT_MS = 8_000;
/** Number of round trips measured. */
const TRIPS = 10;
/** How long to wait for a changed answer to a repeated motion prompt, ms. A remembered denial comes back at once. */
const REPEAT_ANSWER_MS = 1_500;

/** The final state of the sensor; undefined while it is still starting. */
function settled(state: MotionSensor['state']['value']): MotionState | undefined {
  return state === 'off' || state === 'listening' ? undefined : state;
}

/** Checks one after another whether this phone can be a wand. */
export function useChecks(motion: MotionSensor, connection: PreflightConnection): Checks {
  const stage = shallowRef<Stage>('before');
  const found = shallowRef<Findings>({});
  const held = shallowRef(0);
  const addFindings = (part: Findings): void => {
    found.value = { ...found.value, ...part };
  };

  async function run(motionBefore: MotionState | undefined): Promise<void> {
    addFindings({ secure: window.isSecureContext, loadMs });
    await checkSensor(motionBefore);
    await checkConnection();
    stage.value = 'browser';
    const [wakeLock, storage] = await Promise.all([canKeepScreenOn(), canStoreCasts()]);
    addFindings({ wakeLock, storage });
    stage.value = 'over';
  }

  async function checkSensor(before: MotionState | undefined): Promise<void> {
    stage.value = 'motion';
    const state = window.isSecureContext ? await motionAnswer(before) : 'insecure';
    addFindings({ motion: state });
    stage.value = 'hold';
    const none = { rateHz: null, maxGapMs: null, channels: 0, flipped: null };
    addFindings(state === 'alive' ? await measureSensor(motion, (share) => (held.value = share)) : none);
  }

  /** The sensor's state after the motion prompt. @param before its state after an earlier prompt */
  async function motionAnswer(before: MotionState | undefined): Promise<MotionState> {
    const now = (): MotionState | undefined => settled(motion.state.value);
    if (before === undefined || before === 'alive') return (await waitUntil(now)) ?? 'silent';
    const again = await waitUntil(() => (now() === before ? undefined : now()), REPEAT_ANSWER_MS);
    // A sensor that was just granted may take a while to report.
    return again ?? now() ?? (await waitUntil(now)) ?? 'silent';
  }

  async function checkConnection(): Promise<void> {
    stage.value = 'link';
    connection.retry();
    const answer = await waitUntil(() => connection.refusal() ?? connection.welcome(), CONNECT_TIMEOUT_MS);
    const welcome = answer !== undefined && 'networkOrigin' in answer ? answer : undefined;
    addFindings({
      transport: welcome === undefined ? null : connection.transport(),
      ...(welcome && { networkOrigin: welcome.networkOrigin }),
    });
    stage.value = 'trips';
    const meter = new RoundTripMeter();
    const gap = Date.now() - performance.now(); // performance.now() is finer than Date.now()
    try {
      for (let i = 0; welcome !== undefined && i < TRIPS; i++) {
        const askedAt = performance.now();
        const read = await connection.readClock();
        if (read.ok) meter.add(askedAt + gap, read.value.at, performance.now() + gap);
      }
    } catch {
      // the connection broke: report what was measured so far
    }
    addFindings(meter.figures);
  }

  return {
    stage: readonly(stage),
    found,
    held: readonly(held),
    begin() {
      const before = settled(motion.state.value);
      if (window.isSecureContext) motion.start();
      found.value = {};
      stage.value = 'page';
      void run(before);
    },
  };
}
