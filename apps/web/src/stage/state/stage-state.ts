import {
  SEAL_BARS,
  type Board,
  type EventInfo,
  type ModelInfo,
  type TeachingNeed,
  type Round,
  type RoundTally,
  type Spell,
  type StageCounts,
  type StageFrame,
  type StageReport,
  type StageResult,
  type StageSnapshot,
  type StageWand,
  type TrainingProgress,
} from '@wandcast/protocol';
import { lessonsOf, withLessons, type Lesson } from './taught-casts';
import { seated, unseated, type Seats } from './seats';

/** What a wand is doing, as the room sees it. */
export type TileCast =
  | { readonly kind: 'idle' }
  /** `bars` once round, 0..99; `filled` counts all bars so far, and past a round the newest overwrite the oldest. */
  | { readonly kind: 'live'; readonly bars: readonly number[]; readonly filled: number }
  /** `at`: when it was decided, ms as performance.now(). */
  | { readonly kind: 'decided'; readonly result: StageResult; readonly at: number };

export interface Tile {
  readonly wand: StageWand;
  /** Ms as performance.now(); long ago for those who were here before the page. */
  readonly arrivedAt: number;
  readonly cast: TileCast;
}

export interface StageState {
  readonly event: EventInfo;
  readonly joinUrl: string;
  readonly spells: readonly Spell[];
  readonly model: ModelInfo | null;
  readonly tiles: ReadonlyMap<number, Tile>;
  readonly seats: Seats;
  readonly counts: StageCounts;
  /** What the book needs from the room. */
  readonly teachingNeeds: readonly TeachingNeed[];
  /** Taught casts as they came, oldest first. */
  readonly lessons: readonly Lesson[];
  readonly training: TrainingProgress | null;
  /** The model that is awake, with its figures. */
  readonly report: StageReport | null;
  /** The newest, whatever became of it. */
  readonly round: Round | null;
  /** Of that round. */
  readonly tally: RoundTally | null;
  readonly board: Board;
  /** The show's words where it is at a note. */
  readonly note: string | null;
}

/** How long the picture keeps a decided cast, ms; it fades all the while. */
export const DECIDED_MS = 20_000;

const idle: TileCast = { kind: 'idle' };

/** The state a fresh welcome makes, whatever was shown before. `now` in ms. */
export function stateOf(snapshot: StageSnapshot, now: number): StageState {
  const tiles = new Map<number, Tile>();
  for (const wand of snapshot.wands) tiles.set(wand.slot, { wand, arrivedAt: -Infinity, cast: idle });
  for (const result of snapshot.recent) {
    const tile = tiles.get(result.slot);
    // When they were cast is not told: half faded is honest enough, and starts no reveal.
    if (tile !== undefined)
      tiles.set(result.slot, { ...tile, cast: { kind: 'decided', result, at: now - DECIDED_MS / 2 } });
  }
  for (const [slot, first, ...lengths] of snapshot.live) {
    const tile = slot === undefined ? undefined : tiles.get(slot);
    if (tile !== undefined) tiles.set(tile.wand.slot, { ...tile, cast: grown(tile.cast, first ?? 0, lengths) });
  }
  const { event, joinUrl, spells, model, counts, training, report, round, tally, board, note } = snapshot;
  return {
    event,
    joinUrl,
    spells,
    model,
    counts,
    training,
    report,
    round,
    tally,
    board,
    note,
    tiles,
    seats: snapshot.wands.map(({ slot }) => slot),
    teachingNeeds: snapshot.teachingNeeds,
    lessons: withLessons([], snapshot.recent, (slot) => tiles.get(slot)?.wand, -Infinity),
  };
}

/** The state after a frame. Slots the state does not know are passed over: their wand left in the same breath. */
export function applyFrame(state: StageState, frame: StageFrame, now: number): StageState {
  const tiles = new Map(state.tiles);
  let { seats } = state;
  const become = (slot: number, cast: (tile: Tile) => TileCast): void => {
    const tile = tiles.get(slot);
    if (tile !== undefined) tiles.set(slot, { ...tile, cast: cast(tile) });
  };

  for (const wand of frame.joined ?? []) {
    const known = tiles.get(wand.slot);
    tiles.set(wand.slot, { wand, arrivedAt: known?.arrivedAt ?? now, cast: known?.cast ?? idle });
    seats = seated(seats, wand.slot);
  }
  for (const [slot, first, ...lengths] of frame.live ?? [])
    if (slot !== undefined && first !== undefined) become(slot, ({ cast }) => grown(cast, first, lengths));
  for (const slot of frame.ended ?? []) become(slot, ({ cast }) => (cast.kind === 'live' ? idle : cast));
  for (const result of frame.results ?? []) become(result.slot, () => ({ kind: 'decided', result, at: now }));
  const lessons = withLessons(
    lessonsOf(state.lessons, frame),
    frame.results ?? [],
    (slot) => tiles.get(slot)?.wand,
    now,
  );
  for (const slot of frame.left ?? []) {
    tiles.delete(slot);
    seats = unseated(seats, slot);
  }
  const {
    counts = state.counts,
    teachingNeeds = state.teachingNeeds,
    tally = state.tally,
    board = state.board,
  } = frame;
  return { ...state, tiles, seats, lessons, counts, teachingNeeds, tally, board };
}

/** A live cast with new bars from index `first` on. Bars that were missed are empty. */
function grown(cast: TileCast, first: number, lengths: readonly number[]): TileCast {
  const goesOn = cast.kind === 'live' && first > 0;
  const bars = goesOn ? [...cast.bars] : new Array<number>(SEAL_BARS).fill(0);
  for (let i = goesOn ? cast.filled : 0; i < first; i++) bars[i % SEAL_BARS] = 0;
  lengths.forEach((length, i) => (bars[(first + i) % SEAL_BARS] = length));
  return { kind: 'live', bars, filled: first + lengths.length };
}
