import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { calibrate } from '../../../apps/tools/src/bench/all/calibrate.js';
import { compareFigures, readReleaseFigures } from '../../../apps/tools/src/bench/all/compare-figures.js';
import { medianFigures, sizeFigure, timeFigure } from '../../../apps/tools/src/bench/all/figure.js';

test('times are compared as multiples of the machine’s own, and sizes as they are', () => {
  const slow = [timeFigure('start', 2_000, 200), sizeFigure('memory', 250, 'MB')];
  const quick = [timeFigure('start', 900, 100), sizeFigure('memory', 300, 'MB'), sizeFigure('new', 1, 'kB')];
  expect(compareFigures(quick, { version: '1', figures: slow })).toEqual([
    { name: 'start', value: 900, unit: 'ms', relative: 9, ratio: 0.9, isWorse: false },
    { name: 'memory', value: 300, unit: 'MB', relative: 300, ratio: 1.2, isWorse: true },
    { name: 'new', value: 1, unit: 'kB', relative: 1, ratio: null, isWorse: false },
  ]);
});

test('a figure of several runs is their median', () => {
  const run = (ms: number) => [timeFigure('start', ms, 100)];
  expect(medianFigures([run(300), run(100), run(200)])).toEqual([
    { name: 'start', value: 200, unit: 'ms', relative: 2 },
  ]);
});

test('figures of a release are read from a file, and a bad one says what to do', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wandcast-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'figures.json');
  expect(() => readReleaseFigures(file)).toThrow(/--save/);
  writeFileSync(file, '{"version":1}');
  expect(() => readReleaseFigures(file)).toThrow(/--save/);
  const figures = { version: '0.2.0', figures: [timeFigure('start', 2_000, 200)] };
  writeFileSync(file, JSON.stringify(figures));
  expect(readReleaseFigures(file)).toEqual(figures);
});

test('the machine’s own time is a time', () => {
  expect(calibrate()).toBeGreaterThan(1);
});
