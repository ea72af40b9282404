import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  MOST_WORSE,
  compareFigures,
  readReleaseFigures,
  type ComparedFigure,
} from '../../bench/all/compare-figures.js';
import { medianFigures, type Figure } from '../../bench/all/figure.js';
import { measureCommands } from '../../bench/all/measure-commands.js';
import { measurePages } from '../../bench/all/measure-pages.js';
import { measureStarts } from '../../bench/all/measure-starts.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { withEnvironment } from '../../environment/with-environment.js';
import { tableRow } from '../../figures/table-row.js';

const FILE = fileURLToPath(new URL('../../../release-figures.json', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../../../../package.json', import.meta.url));

const usage = `npm run bench:all -- [options]
Measures what people notice of the whole product: starts, pages, casts under load and a training, each on a real server.
Prints medians beside those of the last release (apps/tools/release-figures.json), and fails if one is more than
${Math.round(100 * (MOST_WORSE - 1))} % worse. Times are compared as multiples of a fixed piece of work that this machine does at the same time.
  --runs 3         interleaved runs of everything, about four minutes each
  --save           write the figures as those of the last release
  --json           one JSON object as the last line`;

interface AllResult {
  readonly version: string;
  readonly figures: readonly ComparedFigure[];
  readonly worse: readonly string[];
}

await runCommand({
  usage,
  flags: { runs: { type: 'string', default: '3' }, save: { type: 'boolean', default: false } },
  async run({ values, progress }): Promise<AllResult> {
    const runs = numberFlag('runs', values.runs, { least: 1, most: 20 });
    const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
    const before = values.save ? { version, figures: [] } : readReleaseFigures(FILE);
    const measured = await withEnvironment('bench', progress, async (environment) => {
      const all: Figure[][] = [];
      for (let run = 0; run < runs && !environment.stopped.aborted; run++)
        all.push([
          ...(await measureStarts(environment, run)),
          ...(await measurePages(environment, run)),
          ...(await measureCommands(environment, run)),
        ]);
      return all;
    });
    const figures = medianFigures(measured);
    if (values.save) writeFileSync(FILE, `${JSON.stringify({ version, figures }, null, 2)}\n`);
    const compared = compareFigures(figures, before);
    const worse = compared.filter(({ isWorse }) => isWorse).map(({ name }) => name);
    if (worse.length > 0) process.exitCode = 1;
    return { version: before.version, figures: compared, worse };
  },
  report,
});

function report({ version, figures, worse }: AllResult): string {
  const widths = { nameWidth: 36, cellWidth: 14 };
  return [
    tableRow('', ['now', `to ${version}`], widths),
    ...figures.map(({ name, value, unit, ratio, isWorse }) =>
      tableRow(name, [`${value} ${unit}`, ratio === null ? '-' : `${ratio}${isWorse ? ' worse' : ''}`], widths),
    ),
    '',
    worse.length === 0 ? 'Nothing is worse.' : `Worse: ${worse.join(', ')}.`,
  ].join('\n');
}
