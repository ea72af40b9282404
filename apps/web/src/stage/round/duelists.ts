import type { Participant, Round, RoundLeader } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';
import type { Tile } from '../state/stage-state';

/** One of the two in a duel. */
interface Duelist {
  readonly id: string;
  readonly nickname: string;
  /** Null if they left without scoring: then their sigil is unknown. */
  readonly mark: Pick<Participant, 'sigil' | 'metal'> | null;
  /** Null before they scored. */
  readonly points: number | null;
  readonly tookMs: number;
}

/** The two duelists. Those who scored are known from the tally, the others from their wands. */
export function duelists(
  { duel }: Pick<Round, 'duel'>,
  tiles: Iterable<Pick<Tile, 'wand'>>,
  leaders: readonly RoundLeader[],
  texts: Pick<StageTexts['round'], 'firstDuelist' | 'secondDuelist'>,
): Duelist[] {
  const wands = [...tiles].map(({ wand }) => wand);
  return (duel ?? []).map((id, i) => {
    const leader = leaders.find((one) => one.id === id);
    const person = leader ?? wands.find((one) => one.id === id);
    return {
      id,
      nickname: person?.nickname ?? (i === 0 ? texts.firstDuelist : texts.secondDuelist),
      mark: person === undefined ? null : { sigil: person.sigil, metal: person.metal },
      points: leader?.points ?? null,
      tookMs: leader?.tookMs ?? 0,
    };
  });
}
