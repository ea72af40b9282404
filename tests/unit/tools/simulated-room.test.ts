import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { roomGlyphs, simulatedRoom } from '../../../apps/tools/src/fixture/simulated-room.js';
import { readCasts, simulatedFile } from '../../support/recordings.js';

const MEGABYTE = 1_000_000;

test('the fixture is what `npm run fixture` writes', () => {
  const bytes = readFileSync(simulatedFile.path);
  expect(bytes.byteLength).toBeLessThan(MEGABYTE);
  expect(gunzipSync(bytes).toString('utf8')).toBe(simulatedRoom(1));
});

test('different seeds give different casts', () => {
  expect(simulatedRoom(2)).not.toBe(simulatedRoom(1));
});

test('every person of the fixture casts every spell six times', () => {
  const casts = readCasts(simulatedFile);
  expect(casts).toHaveLength(simulatedFile.casts);
  const counts = new Map<string, number>();
  for (const { user, label } of casts) counts.set(`${user} ${label}`, (counts.get(`${user} ${label}`) ?? 0) + 1);
  expect(counts.size).toBe(10 * Object.keys(roomGlyphs).length);
  expect(new Set(counts.values())).toEqual(new Set([6]));
});
