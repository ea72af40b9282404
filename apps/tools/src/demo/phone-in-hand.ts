import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook, type Signal } from "@wandcast/gesture";
import type { Page } from "playwright-core";
import { simulateMotionSensors, type SetAcceleration } from "../environment/motion-sensors.js";

/** Chromium fires `devicemotion` at 60 Hz at most. */
const EVENT_MS = 16;

/** A page with simulated motion sensors, which receives real `devicemotion` events. */
export interface PhoneInHand {
  /** Plays the signal to the sensors in real time. */
  move(signal: Signal): Promise<void>;
  /** Holds the phone upright and almost still until `done` resolves: a sensor without readings looks broken. */
  holdUntil(done: Promise<unknown>): Promise<void>;
}

/** Overrides the motion sensors of a page. */
export async function takeInHand(page: Page): Promise<PhoneInHand> {
  const cdp = await page.context().newCDPSession(page);
  const setAcceleration = await simulateMotionSensors(cdp);
  const setReadings: SetAcceleration = async (x, y, z) => {
    await setAcceleration(x, y, z);
    await page.waitForTimeout(EVENT_MS / 2);
  };
  return {
    async move({ t, linear }) {
      if (linear === undefined) throw new Error("the signal has no linear acceleration");
      const began = performance.now();
      for (let now = 0; now <= (t.at(-1) ?? 0); now = performance.now() - began) {
        const at = Math.max(
          0,
          t.findIndex((time) => time >= now),
        );
        await setReadings(linear.x[at] ?? 0, linear.y[at] ?? 0, linear.z[at] ?? 0);
      }
    },
    async holdUntil(done) {
      const settled = new AbortController();
      const settle = (): void => {
        settled.abort();
      };
      done.then(settle, settle);
      while (!settled.signal.aborted) await setReadings(0, 0, 0);
      await done;
    },
  };
}

/** A cast of a starter spell by a simulated person. @param seed determines the person */
export function starterCast(spellId: string, seed: number): Signal {
  const random = seeded(seed);
  const glyph = starterSpellbook.find(({ id }) => id === spellId)?.glyph ?? "";
  return simulateCast(parseGlyph(glyph), simulatePerson(random), random);
}
