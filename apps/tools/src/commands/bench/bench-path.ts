import { measurePaths } from '../../bench/path/measure-paths.js';
import { numberFlag } from '../../cli/number-flag.js';
import { runCommand } from '../../cli/command.js';
import { percentText } from '../../figures/percent-text.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:path -- [options]
Measures how well the path of a hand is estimated from the sensors, on simulated casts of the starter spells at 30 and
60 Hz, compared with integration in the axes of the phone.
  --people 60     simulated people for each hold
  --seed 1        seed of the people and their casts
  --json          one JSON object as the last line

error             root mean square distance from the true path after the best translation and scale, as a share of the
                  longer side of the true path
upright, tilted, flat, turned
                  the phone leans back by 5, 45, 85 and 45 degrees; turned: also rotated in its plane by 40`;

const flags = {
  people: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
} as const;

await runCommand({
  usage,
  flags,
  run({ values, progress }) {
    const people = numberFlag('people', values.people, { least: 1 });
    const seed = numberFlag('seed', values.seed);
    return Promise.resolve(measurePaths(people, seed, progress));
  },
  report({ holds, estimateMs }) {
    const layout = { nameWidth: 10, cellWidth: 16 };
    return [
      tableRow('', ['casts', 'baseline p50', 'p90', 'estimate p50', 'p90'], layout),
      ...holds.map(({ hold, casts, baseline, estimate }) => {
        const errors = [baseline.p50, baseline.p90, estimate.p50, estimate.p90];
        return tableRow(hold, [casts, ...errors.map(percentText)], layout);
      }),
      `${estimateMs.toFixed(3)} ms for one estimate`,
    ].join('\n');
  },
});
