import { expect, test } from 'vitest';
import { SlowSensor } from '../../../../../apps/web/src/wand/sensor/slow-sensor';

test('a sensor is slow after three seconds at a low rate', () => {
  const sensor = new SlowSensor();
  expect(sensor.add(30, 0)).toBe(false);
  expect(sensor.add(30, 2_900)).toBe(false);
  expect(sensor.add(30, 3_000)).toBe(true);
});

test('a sensor is not slow for a short load, at a normal rate, or before the first reading', () => {
  const sensor = new SlowSensor();
  sensor.add(30, 0);
  sensor.add(58, 1_000);
  expect(sensor.add(30, 3_500)).toBe(false);
  expect(sensor.add(0, 9_000)).toBe(false);
  expect(sensor.add(60, 20_000)).toBe(false);
});
