import { measureLargeRoom, type LargeRoomResult } from '../../bench/large-room/measure-large-room.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { UsageError } from '../../cli/usage-error.js';

const usage = `npm run bench:large-room -- [options]
Lets the people of one room come by several nodes that share a database, although one of them serves the room, with a
stage on each. Fails if a cast is lost, or if a stage does not show everyone and everything.
  --wands 5000     people in the room
  --nodes 3        number of nodes
  --every 60       how often each person makes a cast of 2 to 3 s, s
  --seconds 60     how long casts are started, after a warm-up of 6 s
  --redis URL      Redis or Valkey on this machine, through which the nodes relay; without one they pass on each socket
  --json           one JSON object as the last line

ackMs     from the end of a cast to its acknowledgement
stageMs   from the end of a cast to its result on a stage
stages    of the stage on each node: wands that it counts, and answered casts that it has not shown`;

const flags = {
  wands: { type: 'string', default: '5000' },
  nodes: { type: 'string', default: '3' },
  every: { type: 'string', default: '60' },
  seconds: { type: 'string', default: '60' },
  redis: { type: 'string' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const result = await measureLargeRoom({
      wands: numberFlag('wands', values.wands, { least: 1, most: 20_000 }),
      nodes: numberFlag('nodes', values.nodes, { least: 1, most: 8 }),
      every: numberFlag('every', values.every, { least: 4, most: 600 }),
      seconds: numberFlag('seconds', values.seconds, { least: 1, most: 600 }),
      redisUrl: localRedis(values.redis),
      progress,
    });
    const isComplete = result.stages.every(({ people, missing }) => people === result.wands && missing === 0);
    if (result.lost > 0 || !isComplete) process.exitCode = 1;
    return result;
  },
  report,
});
process.exit(); // a wand's timers would keep this process alive after Ctrl-C

/** A bench loads no other machine. @throws UsageError */
function localRedis(url: string | undefined): string | undefined {
  if (url !== undefined && !/^redis:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/\d+)?$/.test(url))
    throw new UsageError('--redis must be an address of this machine, such as redis://127.0.0.1:6379');
  return url;
}

function report({ casts, lost, ackMs, stageMs, stages, cpuMsPerCast, rssMb, wands, nodes }: LargeRoomResult): string {
  return [
    `${wands} wands in one room by ${nodes} nodes: ${casts} casts, ${lost} lost, ${cpuMsPerCast} CPU-ms a cast.`,
    `Acknowledged after ${ackMs.p50 ?? '-'} ms (p50), ${ackMs.p99 ?? '-'} ms (p99); shown after ${stageMs.p99 ?? '-'} ms (p99).`,
    ...stages.map(
      ({ people, missing }, n) => `Stage on node ${n + 1}: ${people} wands, ${missing} casts missing; ${rssMb[n]} MB.`,
    ),
  ].join('\n');
}
