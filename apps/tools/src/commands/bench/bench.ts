import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { compareServers, type BenchResult } from '../../bench/compare-servers.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench -- [options]
Measures the whole path of a cast under load, from the wand to the database and the stage, and compares Wandcast with a
minimal server ("floor") and a naive one. Each person makes a cast of 2 to 3 s every 6 s, so N wands make N/6 casts per
second. All servers get the same casts, one server after another, on one PostgreSQL. CPU is that of the server
process, minus what it uses when idle; PostgreSQL is listed separately. The naive server gets at most 8 wands, because
it cannot keep up with more.
  --wands 500        number of people, for the floor and for Wandcast
  --seconds 20       how long casts are started on each server, after a warm-up of the same length (6 s at most)
  --profile FOLDER   also write CPU profiles of the Wandcast server
  --json             one JSON object as the last line

bare    the same messages to a bare WebSocket server, which stores one row per cast by group commit
floor   the same with one batched model prediction
naive   a first draft with NestJS and Prisma: a message and a row per sample, a prediction per cast on the main thread
lost    casts that were finished on Wandcast and are missing from its database
ackMs   from the end of a cast to its answer, which is sent after COMMIT; stageMs: until it appears on the stage`;

const flags = {
  wands: { type: 'string', default: '500' },
  seconds: { type: 'string', default: '20' },
  profile: { type: 'string' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const wands = numberFlag('wands', values.wands, { least: 1, most: 5_000 });
    const seconds = numberFlag('seconds', values.seconds, { least: 1, most: 600 });
    const profile = values.profile === undefined ? undefined : path.resolve(values.profile);
    if (profile !== undefined) mkdirSync(profile, { recursive: true });
    return compareServers({ wands, seconds, profile, progress });
  },
  report,
});
process.exit(); // after Ctrl-C, a wand's timer of half a minute would keep this process alive

function report({ bareFloor, floor, ours, naive, ...result }: BenchResult): string {
  const { overBareFloor, overFloor, underNaive, wands, seconds } = result;
  const row = (name: string, cells: readonly (string | number)[]): string =>
    tableRow(name, cells, { nameWidth: 22, cellWidth: 12 });
  const costRow = (name: string, cost: BenchResult['floor']): string =>
    row(name, [
      cost.cpuMsPerCast,
      cost.databaseCpuMsPerCast,
      cost.castsPerSecond,
      cost.casts,
      cost.idleCpuPercent,
      cost.rssMb,
    ]);
  return [
    row('', ['ms CPU/cast', 'PostgreSQL', 'casts/s', 'casts', '% idle', 'MB']),
    costRow('bare floor', bareFloor),
    costRow('floor', floor),
    costRow('ours', ours),
    costRow(`naive, ${naive.wands} wands`, naive),
    '',
    `Wandcast uses ${overBareFloor ?? '-'} times the CPU of the bare floor per cast, ${overFloor ?? '-'} times that of the floor; the naive server uses ${underNaive ?? '-'} times that of Wandcast.`,
    `${wands} wands for ${seconds} s: ${ours.lost} of ${ours.casts} casts lost, ` +
      `acknowledged after ${ours.ackMs.p50 ?? '-'} ms (p50), ${ours.ackMs.p99 ?? '-'} ms (p99), ` +
      `on the stage after ${ours.stageMs.p50 ?? '-'} ms (p50), ${ours.stageMs.p99 ?? '-'} ms (p99).`,
  ].join('\n');
}
