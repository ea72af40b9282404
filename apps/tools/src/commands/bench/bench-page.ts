import { fileURLToPath } from 'node:url';
import { measurePageLoad, type PageTimes } from '../../bench/page/measure-page-load.js';
import { THROTTLED } from '../../bench/page/open-page.js';
import { weighPage, type PageWeight, type Weight } from '../../bench/page/page-weight.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { UsageError } from '../../cli/usage-error.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:page -- [options]
Measures the size of the wand page and how long a phone takes to load it: a real server, Chromium with an empty cache,
${THROTTLED.kbitPerSecond} kbit/s, ${THROTTLED.latencyMs} ms per request and a CPU slowed down ${THROTTLED.cpuSlowdown} times. Fails if a phone would download code of the
console, of the stage, or of D3.
  --runs 5           page loads of each kind; medians are printed
  --weight-only      sizes only, without a server and a browser
  --json             one JSON object as the last line

sign         needed to join; ring: also needed for the first cast; rest: everything else, fetched later
ring ready   if "Wake my wand" and "Cast" are tapped as soon as they appear`;

const WEB = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

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
    const [forbidden] = weight.forbidden;
    if (forbidden !== undefined) throw new UsageError(`phones would download ${forbidden}`);
    return { weight, times: values['weight-only'] ? null : await measurePageLoad(runs, progress) };
  },
  report,
});

function report({ weight, times }: PageResult): string {
  const { html, script, style, fonts } = weight;
  const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
  const row = (name: string, cells: readonly (string | number)[]): string =>
    tableRow(name, cells, { nameWidth: 20, cellWidth: 10 });
  const weightRow = (name: string, { files, plain, gzip, brotli }: Weight): string =>
    row(name, [files, kb(plain), kb(gzip), kb(brotli)]);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  const timesLine = (name: string, { signable, ringFetched, ringReady }: PageTimes['slow']): string =>
    `${name}: can join after ${seconds(signable)}, ` +
    `ring fetched ${seconds(ringFetched)}, ring ready ${seconds(ringReady)}`;
  return [
    row('kB', ['files', 'plain', 'gzip', 'brotli']),
    weightRow('page', html),
    ...(['sign', 'ring', 'rest'] as const).map((step) => weightRow(`script, ${step}`, script[step])),
    ...(['sign', 'ring', 'rest'] as const).map((step) => weightRow(`style, ${step}`, style[step])),
    weightRow('fonts, first visit', fonts.first),
    weightRow('fonts, other names', fonts.rest),
    ...(times === null
      ? []
      : ['', timesLine(`slow 3G, median of ${times.runs}`, times.slow), timesLine('this machine', times.quick)]),
  ].join('\n');
}
