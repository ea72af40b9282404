import { expect, test } from 'vitest';
import { SlowSensor } from '../../../../../apps/web/src/wand/sensor/slow-sensor';

test('a sensor is slow where it stays so for three seconds', () => {
  const sensor = new SlowSensor();
  expect(sensor.add(30, 0)).toBe(false);
  expect(sensor.add(30, 2_900)).toBe(false);
  expect(sensor.add(30, 3_000)).toBe(true);
});

test('a busy moment, a sensor that is quick enough, and one not heard of yet are not slow', () => {
  const sensor = new SlowSensor();
  sensor.add(30, 0);
  sensor.add(58, 1_000);
  expect(sensor.add(30, 3_500)).toBe(false);
  expect(sensor.add(0, 9_000)).toBe(false);
  expect(sensor.add(60, 20_000)).toBe(false);
});
