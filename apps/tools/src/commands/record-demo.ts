import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../cli/command.js';
import { recordDemo, type Demo } from '../demo/record-demo.js';

const FILE = fileURLToPath(new URL('../../../../docs/images/demo.webp', import.meta.url));

const usage = `npm run demo:record -- [options]
Records the README's animation: a real server with simulated wizards, the stage and one phone in Chromium, and real
motion events. Needs Chromium and img2webp (Debian: chromium, webp).
  --out FILE     the output file; docs/images/demo.webp by default
  --json         one JSON object as the last line`;

await runCommand({
  usage,
  flags: { out: { type: 'string', default: FILE } },
  run: ({ values, progress }): Promise<Demo> => recordDemo(path.resolve(values.out), progress),
  report: ({ file, bytes, seconds }) => `${file}: ${seconds.toFixed(1)} s, ${Math.round(bytes / 1024)} kB`,
});
