import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { benchAll, type BenchResult } from '../bench/compare-servers.js';
import { numberFlag, runCommand } from '../cli/command.js';

const usage = `npm run bench -- [options]
The whole path of a cast under load, from hands to database and stage, in one run beside a bare floor and a naive build.
Everybody makes a cast of 2 to 3 s every 6 s, so N wands make N/6 casts a second; the three servers get the same casts,
one after another, on one PostgreSQL. CPU is the server process's own, without what it uses at rest and without
PostgreSQL's, which is told apart. The naive build gets 8 wands at most: it would not keep up with more.
  --wands 500        people at once, for the floor and for us
  --seconds 20       how long casts are begun, for each server, after as long a warm-up (6 s at most)
  --profile FOLDER   also writes CPU profiles of our server
  --json             one JSON object as the last line

floor   the same messages into a bare WebSocket server, one row a cast by group commit, one batched pass of the network
naive   NestJS and Prisma as first thought of: a message and a row a sample, a prediction a cast on the main thread
lost    casts that our wands finished and our database does not have
ackMs   from the end of a cast to its answer, sent after COMMIT; stageMs: to its place on the stage`;

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
    return benchAll({ wands, seconds, profile, progress });
  },
  report,
});
process.exit(); // all that was started is gone; a wand's timer of half a minute, after Ctrl-C, is not worth waiting for

function report({ floor, ours, naive, overFloor, underNaive, wands, seconds }: BenchResult): string {
  const row = (name: string, cost: BenchResult['floor']): string =>
    name.padEnd(22) +
    [cost.cpuMsPerCast, cost.databaseCpuMsPerCast, cost.castsPerSecond, cost.casts, cost.idleCpuPercent, cost.rssMb]
      .map((value) => String(value).padStart(12))
      .join('');
  return [
    ''.padEnd(22) +
      ['ms CPU/cast', 'PostgreSQL', 'casts/s', 'casts', '% at rest', 'MB'].map((head) => head.padStart(12)).join(''),
    row('floor', floor),
    row('ours', ours),
    row(`naive, ${naive.wands} wands`, naive),
    '',
    `A cast costs us ${overFloor ?? '-'} times the floor; the naive build needs ${underNaive ?? '-'} times as much as we do.`,
    `${wands} wands for ${seconds} s: ${ours.lost} of ${ours.casts} casts lost, ` +
      `acknowledged after ${ours.ackMs.p50 ?? '-'} ms (p50), ${ours.ackMs.p99 ?? '-'} ms (p99), ` +
      `on the stage after ${ours.stageMs.p50 ?? '-'} ms (p50), ${ours.stageMs.p99 ?? '-'} ms (p99).`,
  ].join('\n');
}
