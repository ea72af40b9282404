import type { Spotlight as Direction, StageFrame, StageResult, StageWand } from '@wandcast/protocol';
import type { StageState, Tile } from '../state/stage-state';

/** How long a cast stays in the spotlight at least, ms: time to read a name and look at six columns. */
export const HOLD_MS = 2_500;

/** How old a result may be and still be news, ms. */
const NEWS_MS = 6_000;

/** A result and who cast it, by the name of that moment: people leave and sign anew while they are shown. */
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

export const dark: Spotlight = { current: null, waiting: [], shown: new Map() };

/** Whether a cast may be shown large: fizzles never are. */
function isShowable({ result }: StageCast): boolean {
  return result.spell !== null;
}

/** The results with their wands, as the first of the `pictures` that knows a wand shows it; others are passed over. */
export function castsOf(
  results: readonly StageResult[],
  ...pictures: readonly Pick<StageState, 'tiles'>[]
): StageCast[] {
  return results.flatMap((result) => {
    const tile = pictures.map(({ tiles }) => tiles.get(result.slot)).find((one) => one !== undefined);
    return tile === undefined ? [] : [{ result, wand: tile.wand }];
  });
}

/**
 * The spotlight with new casts waiting, and nobody moved: while the stage shows something else. Old news is dropped,
 * except the last of it while the spotlight is dark.
 */
export function collect(spotlight: Spotlight, casts: readonly StageCast[], now: number): Spotlight {
  const fresh = casts.filter(isShowable).map((cast) => ({ ...cast, at: now }));
  const all = [...spotlight.waiting, ...fresh];
  const news = all.filter(({ at }) => now - at <= NEWS_MS);
  return { ...spotlight, waiting: news.length === 0 && spotlight.current === null ? all.slice(-1) : news };
}

/**
 * The spotlight at `now`, with new casts. It stays where it is for HOLD_MS, and then moves: where the newest are shown to
 * whoever was shown least, among those to the surest cast; where the best are shown to the surest of the last seconds, whose
 * ever it is. Without news it stays.
 */
export function advance(
  spotlight: Spotlight,
  casts: readonly StageCast[],
  now: number,
  by: Direction['by'] = 'newest',
): Spotlight {
  const collected = collect(spotlight, casts, now);
  const { current, waiting, shown } = collected;
  if (waiting.length === 0 || (current !== null && now - current.since < HOLD_MS)) return collected;
  const times = ({ result }: Candidate): number => (by === 'best' ? 0 : (shown.get(result.slot) ?? 0));
  const confidence = ({ result }: Candidate): number => Math.max(0, ...result.percents);
  const best = waiting.reduce((a, b) => ((times(b) - times(a) || confidence(a) - confidence(b)) < 0 ? b : a));
  return {
    current: { result: best.result, wand: best.wand, since: now },
    waiting: waiting.filter((one) => one !== best),
    shown: new Map(shown).set(best.result.slot, (shown.get(best.result.slot) ?? 0) + 1),
  };
}

/** The spotlight after a frame: whoever was taken off the stage is in no light, and whoever was renamed has that name in it. */
export function heeding(
  spotlight: Spotlight,
  { joined = [], hidden = [] }: Pick<StageFrame, 'joined' | 'hidden'>,
): Spotlight {
  if (joined.length === 0 && hidden.length === 0) return spotlight;
  const { current, waiting } = spotlight;
  const isSeen = ({ wand }: StageCast): boolean => !hidden.includes(wand.slot);
  const named = <C extends StageCast>(cast: C): C => ({
    ...cast,
    wand: joined.find(({ slot }) => slot === cast.wand.slot) ?? cast.wand,
  });
  return {
    ...spotlight,
    current: current !== null && isSeen(current) ? named(current) : null,
    waiting: waiting.filter(isSeen).map(named),
  };
}

/** The tile of whoever the spotlight is kept on; undefined where it is on nobody in particular, or they left. */
export function pinnedTile({ event, tiles }: Pick<StageState, 'event' | 'tiles'>): Tile | undefined {
  const { spotlight } = event;
  if (spotlight.by !== 'participant') return undefined;
  return [...tiles.values()].find(({ wand }) => wand.id === spotlight.participantId);
}

/** What the spotlight shows of someone: nothing yet, a cast as it grows, or one that was decided. */
export type SpotFace =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live'; readonly bars: readonly number[]; readonly filled: number }
  | { readonly kind: 'cast'; readonly result: StageResult; readonly since: number };

export interface Spot {
  readonly wand: StageWand;
  readonly pinned: boolean;
  readonly face: SpotFace;
}

/** Whom the spotlight is on: someone in particular, be it before they cast, or else a cast that it moved to. */
export function spotOf(state: Pick<StageState, 'event' | 'tiles'>, current: Spotlight['current']): Spot | undefined {
  const tile = pinnedTile(state);
  if (tile !== undefined) return { wand: tile.wand, pinned: true, face: faceOf(tile) };
  if (current === null) return undefined;
  const { result, wand, since } = current;
  return { wand, pinned: false, face: { kind: 'cast', result, since } };
}

function faceOf({ cast }: Tile): SpotFace {
  switch (cast.kind) {
    case 'idle':
      return { kind: 'waiting' };
    case 'live':
      return { kind: 'live', bars: cast.bars, filled: cast.filled };
    case 'decided':
      return { kind: 'cast', result: cast.result, since: cast.at };
  }
}
