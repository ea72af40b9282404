import {
  SEAL_BARS,
  type Board,
  type EventInfo,
  type EventTotals,
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
import {
  absentCasts,
  addReturnedCasts,
  addTaughtCasts,
  keptCasts,
  stillAbsent,
  updateTaughtCasts,
  type TaughtCast,
} from './taught-casts';
import { addLocated, addReactions, type LocatedEvent, type ReactionEvent } from './frame-events';
import { takeSeat, leaveSeat, type Seats } from './seats';
import { noStrokes, updateStrokes, type Strokes } from './strokes';

/** The cast that a tile shows. */
export type TileCast =
  | { readonly kind: 'idle' }
  /**
   * `bars` around the seal, 0..99. `filled` counts all bars so far; after a full circle the newest overwrite the
   * oldest.
   */
  | { readonly kind: 'live'; readonly bars: readonly number[]; readonly filled: number }
  /** `at`: when the result arrived, ms as performance.now(); a guess if the page has connected since. */
  | { readonly kind: 'decided'; readonly result: StageResult; readonly at: number; readonly isEarlier?: true };

export interface Tile {
  readonly wand: StageWand;
  /** Ms as performance.now(); -Infinity for wands that joined before the page. */
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
  /** Strokes of a few casts in progress, such as those of duelists. */
  readonly strokes: Strokes;
  /** Recent, oldest first. */
  readonly located: readonly LocatedEvent[];
  /** Recent, oldest first. */
  readonly reactions: readonly ReactionEvent[];
  readonly counts: StageCounts;
  /** What each spell still needs to be taught. */
  readonly teachingNeeds: readonly TeachingNeed[];
  /** Oldest first. */
  readonly taughtCasts: readonly TaughtCast[];
  /** Of people who have not come back since the connection was lost, not drawn. */
  readonly absentCasts?: readonly TaughtCast[];
  readonly training: TrainingProgress | null;
  /** Metrics of the active model. */
  readonly report: StageReport | null;
  /** The latest, even if it is over or undone. */
  readonly round: Round | null;
  /** Tally of `round`. */
  readonly tally: RoundTally | null;
  readonly board: Board;
  /** Text of the current step if it is a note. */
  readonly note: string | null;
  /** Figures of the event; null unless the stage shows `thanks`. */
  readonly totals: EventTotals | null;
  readonly summaryUrl: string;
}

/** How long a result is shown while it fades, ms. */
export const DECIDED_MS = 20_000;

/** One object for all idle wands, so that they compare as equal. */
export const idle: TileCast = { kind: 'idle' };

/**
 * The state after a welcome.
 * @param now ms as performance.now()  @param before of the same page, whose drawn casts stay: a snapshot has few of them
 */
export function stateFromSnapshot(snapshot: StageSnapshot, now: number, before?: StageState): StageState {
  const tiles = new Map<number, Tile>();
  for (const wand of snapshot.wands) tiles.set(wand.slot, { wand, arrivedAt: -Infinity, cast: idle });
  for (const result of snapshot.recent) {
    const tile = tiles.get(result.slot);
    // Their time is unknown. Half faded is a fair guess, and starts no reveal animation.
    if (tile !== undefined)
      tiles.set(result.slot, { ...tile, cast: { kind: 'decided', result, at: now - DECIDED_MS / 2, isEarlier: true } });
  }
  for (const [slot, first, ...lengths] of snapshot.live) {
    const tile = slot === undefined ? undefined : tiles.get(slot);
    if (tile !== undefined) tiles.set(tile.wand.slot, { ...tile, cast: growCast(tile.cast, first ?? 0, lengths) });
  }
  const { event, joinUrl, spells, model, counts, training, report, round, tally, board, note, totals, summaryUrl } =
    snapshot;
  const drawn = before?.event.code === event.code ? [...(before.absentCasts ?? []), ...before.taughtCasts] : [];
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
    totals,
    summaryUrl,
    tiles,
    strokes: noStrokes,
    located: [],
    reactions: [],
    seats: snapshot.wands.map(({ slot }) => slot),
    teachingNeeds: snapshot.teachingNeeds,
    taughtCasts: addTaughtCasts(
      keptCasts(drawn, snapshot.wands),
      snapshot.recent,
      (slot) => tiles.get(slot)?.wand,
      -Infinity,
    ),
    absentCasts: absentCasts(drawn, snapshot.wands),
  };
}

/** The state after a frame. Ignores unknown slots: their wand has just left. */
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
    seats = takeSeat(seats, wand.slot);
  }
  for (const [slot, first, ...lengths] of frame.live ?? [])
    if (slot !== undefined && first !== undefined) become(slot, ({ cast }) => growCast(cast, first, lengths));
  for (const slot of frame.ended ?? []) become(slot, ({ cast }) => (cast.kind === 'live' ? idle : cast));
  for (const result of frame.results ?? []) become(result.slot, () => ({ kind: 'decided', result, at: now }));
  const { absentCasts: absent = [] } = state;
  const taughtCasts = addTaughtCasts(
    addReturnedCasts(updateTaughtCasts(state.taughtCasts, frame), absent, frame),
    frame.results ?? [],
    (slot) => tiles.get(slot)?.wand,
    now,
  );
  for (const slot of frame.left ?? []) {
    tiles.delete(slot);
    seats = leaveSeat(seats, slot);
  }
  const {
    counts = state.counts,
    teachingNeeds = state.teachingNeeds,
    tally = state.tally,
    board = state.board,
  } = frame;
  return {
    ...state,
    tiles,
    seats,
    strokes: updateStrokes(state.strokes, frame),
    located: addLocated(state.located, frame, now),
    reactions: addReactions(state.reactions, frame, now),
    taughtCasts,
    absentCasts: stillAbsent(absent, frame),
    counts,
    teachingNeeds,
    tally,
    board,
  };
}

/** A live cast with new bars from index `first` on. Missed bars are empty. */
function growCast(cast: TileCast, first: number, lengths: readonly number[]): TileCast {
  const continues = cast.kind === 'live' && first > 0;
  const bars = continues ? [...cast.bars] : new Array<number>(SEAL_BARS).fill(0);
  for (let i = continues ? cast.filled : 0; i < first; i++) bars[i % SEAL_BARS] = 0;
  lengths.forEach((length, i) => (bars[(first + i) % SEAL_BARS] = length));
  return { kind: 'live', bars, filled: first + lengths.length };
}
