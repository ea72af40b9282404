import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { runCommand } from '../cli/command.js';
import { numberFlag } from '../cli/number-flag.js';
import { simulatedRoom } from '../fixture/simulated-room.js';

const usage = `npm run fixture [-- --seed 1]
Writes tests/fixtures/simulated-casts.ndjson.gz: generated casts that stand in for recordings of real people, so that
every test runs for everyone. The same seed gives the same casts.
  --seed 1   seed of the simulated people
  --json     one JSON object as the last line`;

const file = path.resolve(import.meta.dirname, '../../../../tests/fixtures/simulated-casts.ndjson.gz');

/** Offset of the operating system in a gzip header, and its value for "unknown". The file must not depend on the machine. */
const OS_BYTE = 9;
const OS_UNKNOWN = 255;

await runCommand({
  usage,
  flags: { seed: { type: 'string', default: '1' } } as const,
  async run({ values }) {
    const text = simulatedRoom(numberFlag('seed', values.seed));
    const bytes = gzipSync(text, { level: 9 });
    bytes[OS_BYTE] = OS_UNKNOWN;
    await writeFile(file, bytes);
    return { file: path.relative('', file), casts: text.trimEnd().split('\n').length, bytes: bytes.byteLength };
  },
  report: ({ file: written, casts, bytes }) => `${casts} casts, ${Math.round(bytes / 1024)} kB in ${written}`,
});
