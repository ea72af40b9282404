import type { Point } from '../../shared/canvas/point';
import { UNITS_PER_REM, type Box } from '../ui/stage-units';

/** Area of the lobby, in stage units: right of the QR code and below the headline. */
const AREA: Box = { x: 748, y: 628, width: 1128, height: 424 };

/** Letters per line of an announcement beside the QR code, and its height without and per line, rem. */
const [LINE_LETTERS, FOOT_REM, LINE_REM] = [48, 4.4, 3.375];

/** The area of the lobby above an announcement. */
export function lobbyArea(announcement: string | null): Box {
  if (announcement === null) return AREA;
  const lines = Math.max(1.2, Math.min(4, Math.ceil(announcement.length / LINE_LETTERS)));
  const top = (67.5 - FOOT_REM - LINE_REM * lines) * UNITS_PER_REM;
  return { ...AREA, height: top - AREA.y };
}

/** Height of a lane, in which names are written, stage units. */
export const LANE = 40;

/** Columns at least this far apart have room for most names. */
const NAME_PITCH = 205;

/** Cells larger than these give no more than more lanes: if all names fit, if each row has a lane, or each second. */
const [LARGEST, ENOUGH, ENOUGH_IN_PAIRS] = [110, 64, 36];

/** Cells smaller than this share a lane between two rows. */
const SMALLEST_ALONE = 44;

/** Places in rows, with lanes between them that are kept free for names. */
export interface LobbyField {
  readonly area: Box;
  readonly cell: number;
  /** Row by row; every second row is shifted. */
  readonly points: readonly Point[];
  /** Middle of each lane. */
  readonly lanes: readonly number[];
  /** The lane next to each point. */
  readonly laneOf: readonly number[];
}

interface Grid {
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly lanes: number;
  readonly score: number;
}

/** `count` places in `area`. A lane is below each row, or between two rows if there are many. */
export function lobbyField(count: number, area: Box): LobbyField {
  const alone = bestGrid(count, area, 1);
  const rowsPerLane = alone.cell >= SMALLEST_ALONE ? 1 : 2;
  const { cell, columns, rows, lanes } = rowsPerLane === 1 ? alone : bestGrid(count, area, 2);
  const pitch = area.width / (columns + 0.5);
  const top = area.y + (area.height - rows * cell - lanes * LANE) / 2;
  const laneY = (lane: number): number => top + cell * Math.min(rows, rowsPerLane * lane + 1) + LANE * (lane + 0.5);
  const rowY = (row: number): number =>
    top + cell * (row + 0.5) + LANE * Math.floor((row + rowsPerLane - 1) / rowsPerLane);
  return {
    area,
    cell,
    points: Array.from({ length: count }, (_, i): Point => {
      const row = Math.floor(i / columns);
      return [area.x + pitch * (0.5 + (i % columns) + 0.5 * (row % 2)), rowY(row)];
    }),
    lanes: Array.from({ length: lanes }, (_, lane) => laneY(lane)),
    laneOf: Array.from({ length: count }, (_, i) => Math.floor(Math.floor(i / columns) / rowsPerLane)),
  };
}

function bestGrid(count: number, area: Box, rowsPerLane: 1 | 2): Grid {
  let best: Grid = { cell: 0, columns: 1, rows: 1, lanes: 1, score: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(Math.max(1, count) / columns);
    const lanes = Math.ceil(rows / rowsPerLane);
    const pitch = area.width / (columns + 0.5);
    const cell = Math.min(LARGEST, pitch, (area.height - lanes * LANE) / rows);
    const enough = pitch >= NAME_PITCH ? LARGEST : rowsPerLane === 1 ? ENOUGH : ENOUGH_IN_PAIRS;
    const score = Math.min(cell, enough);
    if (score > best.score || (score === best.score && lanes > best.lanes))
      best = { cell, columns, rows, lanes, score };
  }
  return best;
}
