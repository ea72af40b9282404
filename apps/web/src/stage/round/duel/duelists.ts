import type { Participant, ParticipantId, Round, RoundLeader } from '@wandcast/protocol';
import type { StageTexts } from '../../../locales/en/stage';
import type { Tile } from '../../state/stage-state';

/** One of the two in a duel. */
export interface Duelist {
  readonly id: ParticipantId;
  readonly nickname: string;
  /** Null if they left without scoring: then their mark and grove are unknown. */
  readonly person: Pick<Participant, 'sigil' | 'metal' | 'grove'> | null;
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
      person: person === undefined ? null : { sigil: person.sigil, metal: person.metal, grove: person.grove },
      points: leader?.points ?? null,
      tookMs: leader?.tookMs ?? 0,
    };
  });
}
