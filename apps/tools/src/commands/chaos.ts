import { isIntact, type ChaosResult } from '../chaos/chaos-result.js';
import { runChaos } from '../chaos/run-chaos.js';
import { runCommand } from '../cli/command.js';
import { listFlag } from '../cli/list-flag.js';
import { numberFlag } from '../cli/number-flag.js';
import { tableRow } from '../figures/table-row.js';

const usage = `npm run chaos -- [options]
Kills the server, its database and the network under a casting room, freezes them and fills their disk, one fault at a
time, and waits for the room to come back by itself. Afterwards every acknowledged cast is looked up in PostgreSQL. Uses
a server, a database and a disk of its own in a temporary folder. Exits with 1 if anything was lost, doubled, changed or
stored for somebody else, or if the room did not come back within a minute.
  --kills 20     number of faults
  --wands 50     number of wands; each casts about every 1.6 s, also while it is offline; all of more than 100 about 90
                 times a second
  --seed 1       seed of the faults, their lengths and the casts
  --only LIST    faults to choose from, such as kill-server,cut
  --json         one JSON object as the last line

api       kill -9 and SIGTERM of the server, kill -9 of server and database; started again at once on the same folder
database  kill -9 of the postmaster, kill -9 of one connection's process
network   all connections cut, reset, silent, without answers, slow (2 s each way), or half-open, through a proxy
freeze    SIGSTOP of the server or of the whole database for 2 to 6 s
disk      no space left under the data folder for 3 to 8 s; needs root, for a file system of its own

recoveredMs    from the end of a cause to the first acknowledgement of a cast begun after it; casts take 0.6 s
joinedMs       until every wand is in the room again
backMs         until also every cast that a wand had kept is acknowledged
firstAnswerMs  from the start of the server to its first answer
The cause ends when the server is started again, the network works, the process continues, or the disk has space; for
the kills of the database and half-open connections, with the fault itself.
health503      how often /health answered 503 with the reason meanwhile
missed         what the room took longer for than promised; then the exit code is 1, as after a loss`;

const flags = {
  kills: { type: 'string', default: '20' },
  wands: { type: 'string', default: '50' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const result = await runChaos({
      kills: numberFlag('kills', values.kills, { least: 1, most: 1_000 }),
      wands: numberFlag('wands', values.wands, { least: 1, most: 2_000 }),
      seed: numberFlag('seed', values.seed),
      only: listFlag(values.only),
      progress,
    });
    if (!isIntact(result) || result.missed.length > 0) process.exitCode = 1;
    return result;
  },
  report,
});
process.exit(); // a wand's timers would keep this process alive after Ctrl-C

function report(result: ChaosResult): string {
  const row = (name: string, cells: readonly (string | number)[]): string =>
    tableRow(name, cells, { nameWidth: 26, cellWidth: 14 });
  const pair = ({ p50, max }: ChaosResult['backMs']): string => `${p50 ?? '-'} / ${max ?? '-'}`;
  const { acked, lost, duplicates, wrongOwner, damaged, unanswered, refused, stuckAfter, fullDisksSkipped } = result;
  return [
    row('ms, p50 / max', ['times', 'recovered', 'all joined', 'all back', 'first answer']),
    ...Object.entries(result.byFault).map(([name, { times, recoveredMs, joinedMs, backMs, firstAnswerMs }]) =>
      row(name, [times, pair(recoveredMs), pair(joinedMs), pair(backMs), firstAnswerMs ? pair(firstAnswerMs) : '']),
    ),
    row('all', ['', pair(result.recoveredMs), '', pair(result.backMs), pair(result.firstAnswerMs)]),
    '',
    `${acked} casts acknowledged in ${result.seconds} s: ${lost} lost, ${duplicates} stored twice, ` +
      `${wrongOwner} with another owner, ${damaged} damaged; ${unanswered} without an answer, ` +
      `${Object.values(refused).reduce((sum, count) => sum + count, 0)} refused`,
    ...result.missed.map((promise) => `missed: ${promise}`),
    ...(stuckAfter === null ? [] : [`the room did not come back after ${stuckAfter}`]),
    ...(fullDisksSkipped === null ? [] : [`the disk was never full: that ${fullDisksSkipped}`]),
  ].join('\n');
}
