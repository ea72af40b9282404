import { fileURLToPath } from 'node:url';
import { loadPages, type PageTimes } from '../bench/page/measure-page-load.js';
import { SLOW } from '../bench/page/open-page.js';
import { weighPage, type PageWeight, type Weight } from '../bench/page/page-weight.js';
import { numberFlag, runCommand, UsageError } from '../cli/command.js';

const usage = `npm run bench:page -- [options]
What the wand's page weighs, and how long a phone waits for it: a real server, Chromium with an empty cache, a network of
${SLOW.kbitPerSecond} kbit/s and ${SLOW.latencyMs} ms a request, a processor slowed down ${SLOW.cpuSlowdown} times. Fails where a phone would download code of
the console, of the stage, or of D3.
  --runs 5           openings of each kind; medians are printed
  --weight-only      no server and no browser
  --json             one JSON object as the last line

sign    what one needs to sign the book; ring: what the first cast needs beside it; rest: all else, fetched once in the room
ring ready   for a finger that taps "Wake my wand" and "Cast" the moment it can`;

const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url));

interface PageResult {
  readonly weight: PageWeight;
  readonly times: PageTimes | null;
}

await runCommand({
  usage,
  flags: { runs: { type: 'string', default: '5' }, 'weight-only': { type: 'boolean', default: false } },
  async run({ values, progress }): Promise<PageResult> {
    const runs = numberFlag('runs', values.runs, { least: 1, most: 50 });
    const weight = weighPage(WEB);
    const [stranger] = weight.strangers;
    if (stranger !== undefined) throw new UsageError(`phones would download ${stranger}`);
    return { weight, times: values['weight-only'] ? null : await loadPages(runs, progress) };
  },
  report,
});

function report({ weight, times }: PageResult): string {
  const { html, script, style, fonts } = weight;
  const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
  const row = (name: string, { files, plain, gzip, brotli }: Weight): string =>
    name.padEnd(20) + [files, kb(plain), kb(gzip), kb(brotli)].map((cell) => String(cell).padStart(10)).join('');
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  const line = (name: string, { signable, ringFetched, ringReady }: PageTimes['slow']): string =>
    `${name}: can be signed after ${seconds(signable)}, ` +
    `ring fetched ${seconds(ringFetched)}, ring ready ${seconds(ringReady)}`;
  return [
    'kB'.padEnd(20) + ['files', 'plain', 'gzip', 'brotli'].map((head) => head.padStart(10)).join(''),
    row('page', html),
    ...(['sign', 'ring', 'rest'] as const).map((step) => row(`script, ${step}`, script[step])),
    ...(['sign', 'ring', 'rest'] as const).map((step) => row(`style, ${step}`, style[step])),
    row('fonts, first visit', fonts.first),
    row('fonts, other names', fonts.rest),
    ...(times === null
      ? []
      : ['', line(`slow 3G, median of ${times.runs}`, times.slow), line('this machine', times.quick)]),
  ].join('\n');
}
