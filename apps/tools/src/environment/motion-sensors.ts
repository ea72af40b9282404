import type { CDPSession } from 'playwright-core';

const SENSORS = ['accelerometer', 'linear-acceleration', 'gyroscope'] as const;

/** Sets the acceleration without gravity, m/s², on W3C device axes. Each call also moves the phone a little. */
export type SetAcceleration = (x: number, y: number, z: number) => Promise<void>;

/**
 * Simulates the motion sensors of a phone held upright through the Chrome DevTools Protocol, so that its page receives
 * real `devicemotion` events.
 */
export async function simulateMotionSensors(cdp: CDPSession): Promise<SetAcceleration> {
  const metadata = { available: true, minimumFrequency: 1, maximumFrequency: 60 };
  for (const type of SENSORS) await cdp.send('Emulation.setSensorOverrideEnabled', { enabled: true, type, metadata });
  const setReading = async (type: (typeof SENSORS)[number], x: number, y: number, z: number): Promise<void> => {
    await cdp.send('Emulation.setSensorOverrideReadings', { type, reading: { xyz: { x, y, z } } });
  };
  let tremor = 0;
  return async (x, y, z) => {
    tremor = (tremor + 0.01) % 0.05; // Chromium fires no event for two equal readings in a row
    await setReading('linear-acceleration', x + tremor, y, z);
    await setReading('accelerometer', x + tremor, y + 9.81, z);
    await setReading('gyroscope', tremor, 0, 0);
  };
}
