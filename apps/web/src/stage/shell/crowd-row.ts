import { SEAL_BARS } from '@wandcast/protocol';
import type { Circle } from '../../shared/canvas/circle';
import type { InkName } from '../../shared/canvas/token-color';
import type { Seats } from '../state/seats';
import type { StageState, TileCast } from '../state/stage-state';
import { STAGE_HEIGHT, STAGE_WIDTH, type Box } from '../ui/stage-units';
import { fadeOf } from '../tiles/tile-motion';

/** Height of the row's canvas, stage units. Announcements end above it. */
export const ROW_HEIGHT = 24;

/** Distance of the bars from the lower edge. */
export const ROW_LOW = 4;
/** Distance of the row from both sides. */
const SIDE = 60;
/** Largest distance between two bars: thirty people fill the row, so that their reactions spread over the picture. */
const MAX_PITCH = 60;
const [MIN_BAR, MAX_BAR] = [2, 16];
/** Height of the bar of someone who casts nothing, and of one in full swing. */
const [IDLE, FULL] = [6, ROW_HEIGHT - ROW_LOW];

/** Area of the names of people who ask where they are. */
export const ROW_LABELS: Box = { x: 20, y: 640, width: STAGE_WIDTH - 40, height: 400 };

export interface RowBar {
  /** Of its middle. */
  readonly x: number;
  readonly width: number;
  readonly slot: number;
}

/** A bar for everyone, in the order of their places: nobody moves when somebody leaves. */
export function rowBars(seats: Seats): RowBar[] {
  const pitch = Math.min(MAX_PITCH, (STAGE_WIDTH - 2 * SIDE) / Math.max(1, seats.length));
  const left = (STAGE_WIDTH - pitch * seats.length) / 2;
  const width = Math.max(MIN_BAR, Math.min(MAX_BAR, pitch * 0.45));
  return seats.flatMap((slot, i) => (slot === null ? [] : [{ x: left + pitch * (i + 0.5), width, slot }]));
}

/** The mark of a bar in the picture. */
export const rowMark = ({ x }: RowBar): Circle => ({ x, y: STAGE_HEIGHT - ROW_LOW - 10, r: 10 });

/** Height, color token and opacity of a bar. */
export interface BarLook {
  readonly height: number;
  readonly token: InkName;
  readonly alpha: number;
}

/** A bar follows the hand, then shows its spell and sinks. @param calm it shows that someone casts, without moving */
export function barLook(cast: TileCast, spells: StageState['spells'], now: number, calm: boolean): BarLook {
  switch (cast.kind) {
    case 'idle':
      return { height: IDLE, token: 'text-3', alpha: 0.55 };
    case 'live':
      return { height: calm ? FULL : IDLE + ((FULL - IDLE) * latestBar(cast)) / 99, token: 'text', alpha: 1 };
    case 'decided': {
      const left = fadeOf(cast.at, now);
      const token = spells.find(({ id }) => id === cast.result.spell)?.hue ?? 'unknown';
      return { height: IDLE + (FULL - IDLE) * left, token, alpha: left };
    }
  }
}

/** After a full circle the newest bars overwrite the oldest. */
function latestBar({ bars, filled }: Extract<TileCast, { kind: 'live' }>): number {
  return filled === 0 ? 0 : (bars[(filled - 1) % SEAL_BARS] ?? 0);
}
