import { compareNodes, type NodesResult } from '../../bench/nodes/compare-nodes.js';
import type { NodesMeasurement } from '../../bench/nodes/measure-nodes.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:nodes -- [options]
Compares what a cast costs on one node and on several that share a database, with the same people in the same rooms. Each
room has a console and a stage. Each person makes a cast of 2 to 3 s every 6 s.
  --nodes 2        number of nodes
  --rooms 2        number of rooms, spread over the nodes
  --wands 240      people in each room
  --seconds 30     how long casts are started, after a warm-up of 15 s and 10 s without casts
  --runs 3         measurements of each kind, in turns
  --json           one JSON object as the last line

CPU excludes what the nodes use in the 10 s without casts.
one              all rooms on one node: median of the costs, sum of the casts
several          spread over the nodes; everyone comes by the node that serves the room, as with the Caddyfile
passedOn         the same, but everyone comes by another node, which passes on what they send
overOne          CPU of a cast on several nodes, relative to one in the same run (median)
passedOnOverOne  the same if everyone is passed on`;

const flags = {
  nodes: { type: 'string', default: '2' },
  rooms: { type: 'string', default: '2' },
  wands: { type: 'string', default: '240' },
  seconds: { type: 'string', default: '30' },
  runs: { type: 'string', default: '3' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const result = await compareNodes({
      nodes: numberFlag('nodes', values.nodes, { least: 2, most: 8 }),
      rooms: numberFlag('rooms', values.rooms, { least: 1, most: 64 }),
      wands: numberFlag('wands', values.wands, { least: 1, most: 1_000 }),
      seconds: numberFlag('seconds', values.seconds, { least: 1, most: 600 }),
      runs: numberFlag('runs', values.runs, { least: 1, most: 9 }),
      progress,
    });
    if (result.one.lost + result.several.lost + result.passedOn.lost > 0) process.exitCode = 1;
    return result;
  },
  report,
});
process.exit(); // a wand's timers would keep this process alive after Ctrl-C

function report({ one, several, passedOn, overOne, passedOnOverOne, nodes, rooms, wands }: NodesResult): string {
  const widths = { nameWidth: 22, cellWidth: 14 };
  const row = (name: string, { cpuMsPerCast, casts, lost }: NodesMeasurement): string =>
    tableRow(name, [cpuMsPerCast, casts, lost], widths);
  return [
    tableRow('', ['CPU-ms a cast', 'casts', 'lost'], widths),
    row('one node', one),
    row(`${nodes} nodes`, several),
    row(`${nodes} nodes, passed on`, passedOn),
    '',
    `${rooms * wands} wands in ${rooms} rooms: a cast costs ${overOne} times as much on ${nodes} nodes, and ` +
      `${passedOnOverOne} times if everyone is passed on.`,
  ].join('\n');
}
