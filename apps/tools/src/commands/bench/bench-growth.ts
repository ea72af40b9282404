import { measureGrowth, type GrowthResult } from '../../bench/growth/measure-growth.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:growth -- [options]
What a long evening costs: stores many casts in the current event of a server of its own, starts it and measures what
members and phones wait for, beside another server with no casts. A million casts take 3 GB in the temporary folder and
about fifteen minutes.
  --casts 1000000  casts to store
  --people 2000    participants who made them
  --rounds 12      rounds of a minute in which some of them count
  --archived-rooms 10000  rooms of earlier evenings
  --wands 60       people who cast while it is measured, each every 6 s
  --seconds 30     how long casts are started, after a warm-up of 6 s, three times on each server in turn
  --json           one JSON object as the last line

start      until /health is well
delay      how late the main thread was in the three seconds after a name was changed, p99
overEmpty  p99 of acknowledgements beside the stored casts, relative to none`;

const flags = {
  casts: { type: 'string', default: '1000000' },
  people: { type: 'string', default: '2000' },
  rounds: { type: 'string', default: '12' },
  'archived-rooms': { type: 'string', default: '10000' },
  wands: { type: 'string', default: '60' },
  seconds: { type: 'string', default: '30' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const result = await measureGrowth({
      casts: numberFlag('casts', values.casts, { least: 1, most: 2_000_000 }),
      people: numberFlag('people', values.people, { least: 1, most: 20_000 }),
      rounds: numberFlag('rounds', values.rounds, { least: 1, most: 100 }),
      archivedRooms: numberFlag('archived-rooms', values['archived-rooms'], { least: 0, most: 100_000 }),
      wands: numberFlag('wands', values.wands, { least: 1, most: 1_000 }),
      seconds: numberFlag('seconds', values.seconds, { least: 1, most: 600 }),
      progress,
    });
    if (result.lost > 0) process.exitCode = 1;
    return result;
  },
  report,
});
process.exit(); // a wand's timers would keep this process alive after Ctrl-C

function report(result: GrowthResult): string {
  const { ackMs, overEmpty } = result;
  const widths = { nameWidth: 34, cellWidth: 12 };
  const row = (name: string, value: number | null, unit: string): string =>
    tableRow(name, [`${value ?? '-'} ${unit}`], widths);
  return [
    `${result.casts} casts of ${result.people} people, ${result.databaseMb} MB`,
    row('start', result.startMs, 'ms'),
    row('memory after the start', result.startRssMb, 'MB'),
    row('list of participants', result.peopleMs, 'ms'),
    row('label queue', result.queueShowMs, 'ms'),
    row('casts to label', result.queueTakeMs, 'ms'),
    row('change of a name', result.renameMs, 'ms'),
    row('delay after it, p99', result.renameDelayMs, 'ms'),
    row('explorer, first bytes', result.overviewFirstMs, 'ms'),
    row(`explorer, ${result.overviewMb} MB`, result.overviewMs, 'ms'),
    row('export', result.exportMbPerSecond, 'MB/s'),
    row('summary', result.summaryMs, 'ms'),
    row('results', result.resultsMs, 'ms'),
    row('rooms', result.roomsMs, 'ms'),
    row(`of ${result.archivedRooms} archived ones`, result.archivedRoomsMs, 'ms'),
    row('refusal of a wrong stage token', result.wrongTokenMs, 'ms'),
    row('acknowledgement without casts, p99', ackMs.empty.p99, 'ms'),
    row('acknowledgement, p99', ackMs.full.p99, 'ms'),
    row('  relative', overEmpty, 'x'),
    row('casts lost', result.lost, ''),
    row('memory', result.rssMb, 'MB'),
  ].join('\n');
}
