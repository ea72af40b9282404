import type { CastId, Spotlight as Direction, StageResult, StageWand } from '@wandcast/protocol';
import type { StageState, Tile } from '../state/stage-state';
import { changesWands, currentWand, isVisible, type WandChanges } from '../state/wand-changes';

/** Minimum time in the spotlight, ms: enough to read a name and six columns. */
export const HOLD_MS = 2_500;

/** Maximum age of a waiting result, ms. */
const MAX_AGE_MS = 6_000;

/** A result and its wand at that time. People may leave or rename while they are shown. */
export interface StageCast {
  readonly result: StageResult;
  readonly wand: StageWand;
}

interface Candidate extends StageCast {
  readonly at: number;
}

export interface Spotlight {
  readonly current: (StageCast & { readonly since: number }) | null;
  readonly waiting: readonly Candidate[];
  /** How often each slot has been shown. */
  readonly shown: ReadonlyMap<number, number>;
}

export const emptySpotlight: Spotlight = { current: null, waiting: [], shown: new Map() };

/** Fizzled casts are never shown in the spotlight. */
function isShowable({ result }: StageCast): boolean {
  return result.spell !== null;
}

/** Pairs results with their wands, from the first state that knows the wand. Ignores results of unknown wands. */
export function castsWithWands(
  results: readonly StageResult[],
  ...states: readonly Pick<StageState, 'tiles'>[]
): StageCast[] {
  return results.flatMap((result) => {
    const tile = states.map(({ tiles }) => tiles.get(result.slot)).find((one) => one !== undefined);
    return tile === undefined ? [] : [{ result, wand: tile.wand }];
  });
}

/**
 * Queues new casts without moving the spotlight, while the stage shows another view. Drops old casts, but keeps the
 * last one while the spotlight is empty.
 */
export function queueCasts(spotlight: Spotlight, casts: readonly StageCast[], now: number): Spotlight {
  const fresh = casts.filter(isShowable).map((cast) => ({ ...cast, at: now }));
  const all = [...spotlight.waiting, ...fresh];
  const recent = all.filter(({ at }) => now - at <= MAX_AGE_MS);
  return { ...spotlight, waiting: recent.length === 0 && spotlight.current === null ? all.slice(-1) : recent };
}

/**
 * Adds new casts and moves the spotlight after HOLD_MS. By `newest`, it moves to the person shown least often, and
 * among equals to the most confident cast. By `best`, it moves to the most confident recent cast. It stays if none is
 * waiting.
 */
export function advanceSpotlight(
  spotlight: Spotlight,
  casts: readonly StageCast[],
  now: number,
  by: Direction['by'] = 'newest',
): Spotlight {
  const queued = queueCasts(spotlight, casts, now);
  const { current, waiting, shown } = queued;
  if (waiting.length === 0 || (current !== null && now - current.since < HOLD_MS)) return queued;
  const times = ({ result }: Candidate): number => (by === 'best' ? 0 : (shown.get(result.slot) ?? 0));
  const confidence = ({ result }: Candidate): number => Math.max(0, ...result.percents);
  const best = waiting.reduce((a, b) => ((times(b) - times(a) || confidence(a) - confidence(b)) < 0 ? b : a));
  return {
    current: { result: best.result, wand: best.wand, since: now },
    waiting: waiting.filter((one) => one !== best),
    shown: new Map(shown).set(best.result.slot, (shown.get(best.result.slot) ?? 0) + 1),
  };
}

/** The current cast as if it had been shown all along. */
export function withoutReveal(spotlight: Spotlight): Spotlight {
  const { current } = spotlight;
  return current === null ? spotlight : { ...spotlight, current: { ...current, since: -Infinity } };
}

/** Removes hidden people and applies renames. */
export function updateWands(spotlight: Spotlight, frame: WandChanges): Spotlight {
  if (!changesWands(frame)) return spotlight;
  const { current, waiting } = spotlight;
  const renamed = <C extends StageCast>(cast: C): C => ({ ...cast, wand: currentWand(cast.wand, frame) });
  return {
    ...spotlight,
    current: current !== null && isVisible(current.wand, frame) ? renamed(current) : null,
    waiting: waiting.filter(({ wand }) => isVisible(wand, frame)).map(renamed),
  };
}

/** The tile of the pinned participant; undefined if nobody is pinned or they left. */
export function pinnedTile({ event, tiles }: Pick<StageState, 'event' | 'tiles'>): Tile | undefined {
  const { spotlight } = event;
  if (spotlight.by !== 'participant') return undefined;
  return [...tiles.values()].find(({ wand }) => wand.id === spotlight.participantId);
}

/** What the spotlight shows: no cast yet, a cast in progress, or a result. */
type SpotlightContent =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'live';
      readonly bars: readonly number[];
      readonly filled: number;
      /** Packed estimated path so far; undefined if the server sends none. */
      readonly stroke: string | undefined;
    }
  | { readonly kind: 'cast'; readonly result: StageResult; readonly since: number };

export interface SpotlitParticipant {
  readonly wand: StageWand;
  readonly pinned: boolean;
  readonly content: SpotlightContent;
}

type SpotlightState = Pick<StageState, 'event' | 'tiles' | 'strokes'>;

/**
 * The pinned participant, if any; otherwise the current cast, or the next one of the same person while they draw it.
 * @param now ms as performance.now()
 */
export function spotlitParticipant(
  state: SpotlightState,
  current: Spotlight['current'],
  now: number,
): SpotlitParticipant | undefined {
  const pinned = pinnedTile(state);
  if (pinned !== undefined) return { wand: pinned.wand, pinned: true, content: contentOf(pinned, state) };
  if (current === null) return undefined;
  const { result, wand, since } = current;
  const tile = state.tiles.get(wand.slot);
  const isCasting = tile?.wand.id === wand.id && tile.cast.kind === 'live' && state.strokes.has(wand.slot);
  if (isCasting && now - since >= HOLD_MS) return { wand, pinned: false, content: contentOf(tile, state) };
  return { wand, pinned: false, content: { kind: 'cast', result, since } };
}

/** The recognized cast that the stage shows in its spotlight; undefined in other views and on a dark stage. */
export function spotlitCast(
  state: Pick<StageState, 'event' | 'tiles' | 'note'>,
  current: Spotlight['current'],
): CastId | undefined {
  const { view, blank } = state.event;
  if (view !== 'live' || blank || state.note !== null) return undefined;
  const tile = pinnedTile(state);
  const result = tile === undefined ? current?.result : tile.cast.kind === 'decided' ? tile.cast.result : undefined;
  return result === undefined || result.spell === null ? undefined : result.castId;
}

function contentOf({ cast, wand }: Tile, { strokes }: SpotlightState): SpotlightContent {
  switch (cast.kind) {
    case 'idle':
      return { kind: 'waiting' };
    case 'live':
      return { kind: 'live', bars: cast.bars, filled: cast.filled, stroke: strokes.get(wand.slot) };
    case 'decided':
      return { kind: 'cast', result: cast.result, since: cast.at };
  }
}
