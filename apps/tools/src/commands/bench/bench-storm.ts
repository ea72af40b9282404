import { runStorms, type StormResult, type StormTimes } from '../../storm/run-storms.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:storm -- [options]
Measures what happens when a whole hall does the same thing at once: everyone joins, a thousand end their casts within
0.1 s, and everyone comes back after the server was killed and started again. Uses a server and a database of its own.
  --wands 2000     number of wands
  --seconds 20     over so many seconds they join
  --json           one JSON object as the last line

joins         from the first attempt of a wand until it is in the room
ends          from the end of a cast to its answer, which is sent after COMMIT
reconnects    from the first answer of the new server until a wand is in the room again
failed        refused, or without an answer after two minutes`;

const flags = {
  wands: { type: 'string', default: '2000' },
  seconds: { type: 'string', default: '20' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const result = await runStorms({
      wands: numberFlag('wands', values.wands, { least: 1, most: 5_000 }),
      seconds: numberFlag('seconds', values.seconds, { least: 0, most: 600 }),
      progress,
    });
    const { joins, ends, reconnects } = result;
    if (joins.failed + ends.failed + reconnects.failed > 0) process.exitCode = 1;
    return result;
  },
  report,
});
process.exit(); // a wand's timers would keep this process alive after Ctrl-C

function report({ joins, ends, reconnects, firstAnswerMs, wands }: StormResult): string {
  const row = (name: string, { p50, p99, max, failed }: StormTimes): string =>
    tableRow(name, [p50 ?? '-', p99 ?? '-', max ?? '-', failed], { nameWidth: 14, cellWidth: 10 });
  return [
    tableRow('ms', ['p50', 'p99', 'max', 'failed'], { nameWidth: 14, cellWidth: 10 }),
    row('joins', joins),
    row('ends', ends),
    row('reconnects', reconnects),
    '',
    `${wands} wands; the killed server answered ${firstAnswerMs} ms after its start.`,
  ].join('\n');
}
