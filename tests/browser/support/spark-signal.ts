import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  parseCastLine,
  parseGlyph,
  seeded,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  type Signal,
} from '@wandcast/gesture';
import { sharedData } from '../../support/server-process.js';

let read: Signal | undefined;

/** A Spark: a Z that a real person drew, where the recordings are there, else a simulated one. Read once: a hand that casts must not wait for it. */
export function spark(): Signal {
  return (read ??= readSpark());
}

function readSpark(): Signal {
  const file = path.join(sharedData, 'air-letters.ndjson.gz');
  if (existsSync(file)) {
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
    const line = lines.findIndex((text) => text.startsWith('{"id":"u4-Z-47"'));
    return parseCastLine(lines[line] ?? '', line + 1).signal;
  }
  const random = seeded(3);
  const glyph = starterSpellbook.find(({ id }) => id === 'spark')?.glyph ?? '';
  return simulateCast(parseGlyph(glyph), simulatePerson(random), random);
}
