import type { CastId, RoundLeader, RoundTally, ShownCast, SpellId, StageWand } from '@wandcast/protocol';
import type { Strokes } from '../../state/strokes';
import type { Tile } from '../../state/stage-state';

/** What the seal of a duelist shows. */
export type SideContent =
  | { readonly kind: 'idle' }
  | { readonly kind: 'live'; readonly bars: readonly number[]; readonly filled: number; readonly path: string }
  | {
      readonly kind: 'cast';
      readonly castId: CastId;
      readonly spell: SpellId | null;
      readonly seal: readonly number[];
      readonly path: string;
      /** When it arrived, ms as performance.now(); -Infinity if that is long ago. */
      readonly at: number;
    };

/**
 * The cast in progress, or the last one since `since`; once the tally is settled, the one that counts.
 * @param since ms as performance.now()
 */
export function sideContent(
  tile: Tile | undefined,
  best: ShownCast | undefined,
  strokes: Strokes,
  since: number,
): SideContent {
  if (best !== undefined) return { kind: 'cast', ...best, at: -Infinity };
  if (tile === undefined) return { kind: 'idle' };
  const { cast, wand } = tile;
  switch (cast.kind) {
    case 'idle':
      return { kind: 'idle' };
    case 'live':
      return { kind: 'live', bars: cast.bars, filled: cast.filled, path: strokes.get(wand.slot) ?? '' };
    case 'decided': {
      const { castId, spell, seal, path = '' } = cast.result;
      if (cast.isEarlier === true) return { kind: 'idle' }; // perhaps from before the duel
      return cast.at < since ? { kind: 'idle' } : { kind: 'cast', castId, spell, seal, path, at: cast.at };
    }
  }
}

/** The cast of a player that counts; undefined if none does, or before the tally is settled. */
export function bestCastOf(
  tally: Pick<RoundTally, 'leaders' | 'bestCasts'> | null,
  id: StageWand['id'],
): ShownCast | undefined {
  const index = tally?.leaders.findIndex((leader) => leader.id === id) ?? -1;
  return index < 0 ? undefined : tally?.bestCasts[index];
}

/**
 * The place that a step of the result reveals, to be heard: 2 with the points, then 1 with the winner. Undefined if
 * nobody has it, as the first place of a draw.
 * @param step from 0
 */
export function duelPlace(step: number, leaders: readonly RoundLeader[]): number | undefined {
  if (step === 0) return leaders.length > 1 ? 2 : undefined;
  return leaders.some(({ id }) => sideOutcome(id, leaders) === 'won') ? 1 : undefined;
}

export type SideOutcome = 'open' | 'won' | 'lost' | 'draw';

/** How the duel ended for a player. Open if nobody scored. */
export function sideOutcome(id: string, [first, second]: readonly RoundLeader[]): SideOutcome {
  if (first === undefined) return 'open';
  if (second?.points === first.points) return 'draw';
  return first.id === id ? 'won' : 'lost';
}
