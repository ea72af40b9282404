import type { Findings, MotionState } from '@wandcast/protocol';
import { readonly, shallowRef, type ShallowRef } from 'vue';
import type { MotionSensor } from '../shared/sensor/useMotionSensor';
import { keepsCasts, keepsScreenLit } from './browser-checks';
import { loadMs } from './load-time';
import { measureHold } from './measure-sensor';
import type { PreflightLine } from './preflight-connection';
import type { Stage } from './check-stages';
import { TripMeter } from './round-trip-meter';
import { until } from './wait-until';

export interface Trial {
  readonly stage: Readonly<ShallowRef<Stage>>;
  /** What was found so far. */
  readonly found: Readonly<ShallowRef<Findings>>;
  /** How much of the hold is over, 0 to 1. */
  readonly held: Readonly<ShallowRef<number>>;
  /** Call synchronously in a tap: asks for motion, then measures one thing after another. */
  begin(): void;
}

/** How long a connection may take to come about, ms. */
const LINK_MS = 8_000;
/** How often the server is asked for its time. */
const TRIPS = 10;
/** A phone that said no before answers at once when it is asked again, ms. */
const SAME_AGAIN_MS = 1_500;

/** What became of the sensor; undefined while that is open. */
function settled(state: MotionSensor['state']['value']): MotionState | undefined {
  return state === 'off' || state === 'listening' ? undefined : state;
}

/** Tries this phone: all that a wand needs, one after another. */
export function useChecks(motion: MotionSensor, line: PreflightLine): Trial {
  const stage = shallowRef<Stage>('before');
  const found = shallowRef<Findings>({});
  const held = shallowRef(0);
  const learn = (part: Findings): void => {
    found.value = { ...found.value, ...part };
  };

  async function run(motionBefore: MotionState | undefined): Promise<void> {
    learn({ secure: window.isSecureContext, loadMs });
    await feel(motionBefore);
    await reach();
    stage.value = 'browser';
    const [wakeLock, storage] = await Promise.all([keepsScreenLit(), keepsCasts()]);
    learn({ wakeLock, storage });
    stage.value = 'over';
  }

  /** The sensor, and its readings. */
  async function feel(before: MotionState | undefined): Promise<void> {
    stage.value = 'motion';
    const state = window.isSecureContext ? await answered(before) : 'insecure';
    learn({ motion: state });
    stage.value = 'hold';
    const none = { rateHz: null, maxGapMs: null, channels: 0, flipped: null };
    learn(state === 'alive' ? await measureHold(motion, (share) => (held.value = share)) : none);
  }

  /** What became of the question. @param before what became of the one before */
  async function answered(before: MotionState | undefined): Promise<MotionState> {
    const now = (): MotionState | undefined => settled(motion.state.value);
    if (before === undefined || before === 'alive') return (await until(now)) ?? 'silent';
    const again = await until(() => (now() === before ? undefined : now()), SAME_AGAIN_MS);
    return again ?? now() ?? (await until(now)) ?? 'silent'; // one that was granted now may take a while to tell
  }

  /** The connection, and the times on it. */
  async function reach(): Promise<void> {
    stage.value = 'link';
    line.knock();
    const answer = await until(() => line.refusal() ?? line.open(), LINK_MS);
    const welcome = answer !== undefined && 'way' in answer ? answer : undefined;
    learn({ transport: welcome === undefined ? null : line.transport(), ...(welcome && { way: welcome.way }) });
    stage.value = 'trips';
    const meter = new TripMeter();
    const gap = Date.now() - performance.now(); // finer than what Date tells
    try {
      for (let i = 0; welcome !== undefined && i < TRIPS; i++) {
        const askedAt = performance.now();
        const read = await line.readClock();
        if (read.ok) meter.add(askedAt + gap, read.value.at, performance.now() + gap);
      }
    } catch {
      // the connection broke: what was measured counts
    }
    learn(meter.figures);
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
