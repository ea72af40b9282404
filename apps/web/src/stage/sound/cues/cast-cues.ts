import { roundStage, type StageView } from '@wandcast/protocol';
import type { StageState } from '../../state/stage-state';
import type { Cue } from './cue';

/** Views that show who joins, and views that show casts. */
const viewsWithJoins: ReadonlySet<StageView> = new Set<StageView>(['lobby', 'live']);
const viewsWithCasts: ReadonlySet<StageView> = new Set<StageView>(['lobby', 'teach', 'live', 'round']);

/** Claps for the reaction `applause`, and for any other. */
const [CLAPS, OTHER_CLAPS] = [4, 1];

/** The part of the stage's state that cues depend on. */
export type CastState = Pick<StageState, 'event' | 'tiles' | 'spells' | 'reactions' | 'round'>;

/**
 * Cues for what people did since a time: joins, casts and reactions. Nothing of a welcome, because its wands and casts
 * have no time or an earlier one.
 * @param since ms as performance.now()  @param now ms since 1970 on the server's clock
 */
export function castCues(state: CastState, since: number, now: number): Cue[] {
  const { view } = state.event;
  return [
    ...(viewsWithJoins.has(view) ? joinCues(state, since) : []),
    ...(viewsWithCasts.has(view) && !isRoundOver(state, now) ? resultCues(state, since) : []),
    ...reactionCues(state, since),
  ];
}

function joinCues({ tiles }: CastState, since: number): Cue[] {
  return [...tiles.values()].flatMap(({ arrivedAt, wand }) =>
    arrivedAt > since ? [{ kind: 'join', slot: wand.slot }] : [],
  );
}

function resultCues({ tiles, spells }: CastState, since: number): Cue[] {
  return [...tiles.values()].flatMap(({ cast }): Cue[] => {
    if (cast.kind !== 'decided' || cast.at <= since) return [];
    if (cast.result.spell === null) return [{ kind: 'fizzle' }];
    const place = spells.findIndex(({ id }) => id === cast.result.spell);
    return place < 0 ? [] : [{ kind: 'hit', place }];
  });
}

function reactionCues({ reactions }: CastState, since: number): Cue[] {
  return reactions.flatMap(({ at, reaction }) =>
    at > since ? [{ kind: 'applause', claps: reaction === 'applause' ? CLAPS : OTHER_CLAPS }] : [],
  );
}

/** Late casts of a round stay silent, so that only its result is heard. */
function isRoundOver({ event, round }: CastState, now: number): boolean {
  return event.view === 'round' && round !== null && roundStage(round, now) === 'over';
}
