import type { Participant, Round, RoundLeader } from '@wandcast/protocol';
import type { Tile } from '../state/stage-state';

/** One of the two of a duel. */
export interface Duelist {
  readonly id: string;
  readonly nickname: string;
  /** Null for someone who is not here and has not scored: nobody told us theirs. */
  readonly mark: Pick<Participant, 'sigil' | 'metal'> | null;
  /** Null before they scored. */
  readonly points: number | null;
  readonly tookMs: number;
}

/** The two who play, as far as they are known: those who scored by the tally, the others by their wands. */
export function duelists(
  { duel }: Pick<Round, 'duel'>,
  tiles: Iterable<Pick<Tile, 'wand'>>,
  leaders: readonly RoundLeader[],
): Duelist[] {
  const wands = [...tiles].map(({ wand }) => wand);
  return (duel ?? []).map((id, i) => {
    const leader = leaders.find((one) => one.id === id);
    const person = leader ?? wands.find((one) => one.id === id);
    return {
      id,
      nickname: person?.nickname ?? (i === 0 ? 'One wizard' : 'Another wizard'),
      mark: person === undefined ? null : { sigil: person.sigil, metal: person.metal },
      points: leader?.points ?? null,
      tookMs: leader?.tookMs ?? 0,
    };
  });
}
