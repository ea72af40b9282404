import { compareRooms, type RoomsResult } from '../../bench/rooms/compare-rooms.js';
import type { RoomsMeasurement } from '../../bench/rooms/measure-rooms.js';
import { runCommand } from '../../cli/command.js';
import { numberFlag } from '../../cli/number-flag.js';
import { tableRow } from '../../figures/table-row.js';

const usage = `npm run bench:rooms -- [options]
Compares several rooms at once on one server with one room of the same people, and measures what an open room costs that
nobody is in. Each room has a console and a stage, plays one round after another and trains one model after another; one
training runs at a time on the whole server. Each person makes a cast of 2 to 3 s every 6 s.
  --rooms 8        number of rooms
  --wands 60       people in each room
  --seconds 30     how long casts are started, after a warm-up of 6 s
  --json           one JSON object as the last line

hall      everyone in one room
tracks    the same people in several rooms
overHall  p99 of acknowledgements in several rooms, relative to one`;

const flags = {
  rooms: { type: 'string', default: '8' },
  wands: { type: 'string', default: '60' },
  seconds: { type: 'string', default: '30' },
} as const;

await runCommand({
  usage,
  flags,
  async run({ values, progress }) {
    const result = await compareRooms({
      rooms: numberFlag('rooms', values.rooms, { least: 2, most: 64 }),
      wands: numberFlag('wands', values.wands, { least: 1, most: 1_000 }),
      seconds: numberFlag('seconds', values.seconds, { least: 1, most: 600 }),
      progress,
    });
    if (result.hall.lost + result.tracks.lost > 0) process.exitCode = 1;
    return result;
  },
  report,
});
process.exit(); // a wand's timers would keep this process alive after Ctrl-C

function report({ hall, tracks, overHall, idleRoomMb, rooms, wands }: RoomsResult): string {
  const widths = { nameWidth: 14, cellWidth: 10 };
  const row = (name: string, { ackMs, casts, lost, rssMb }: RoomsMeasurement): string =>
    tableRow(name, [ackMs.p50 ?? '-', ackMs.p99 ?? '-', casts, lost, rssMb], widths);
  return [
    tableRow('', ['p50, ms', 'p99, ms', 'casts', 'lost', 'MB'], widths),
    row('one room', hall),
    row(`${rooms} rooms`, tracks),
    '',
    `${rooms * wands} wands: the p99 of ${rooms} rooms is ${overHall ?? '-'} times that of one; ` +
      `an idle room takes ${idleRoomMb} MB.`,
  ].join('\n');
}
