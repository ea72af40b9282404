import type { Participant, ParticipantId, Round, RoundLeader } from '@wandcast/protocol';
import type { StageTexts } from '../../../locales/en/stage';
import type { Tile } from '../../state/stage-state';

interface DuelistMarks extends Pick<Participant, 'sigil' | 'metal'> {
  /** Null if they neither scored nor are connected. */
  readonly grove: Participant['grove'] | null;
}

/** One of the two in a duel. */
export interface Duelist {
  readonly id: ParticipantId;
  readonly nickname: string;
  /** Null if they are hidden or deleted. */
  readonly person: DuelistMarks | null;
  /** Null before they scored. */
  readonly points: number | null;
  readonly tookMs: number;
}

/** The two duelists: those who scored from the tally, connected ones from their wands, the others from the round. */
export function duelists(
  { duel, rivals = [] }: Pick<Round, 'duel' | 'rivals'>,
  tiles: Iterable<Pick<Tile, 'wand'>>,
  leaders: readonly RoundLeader[],
  texts: Pick<StageTexts['round'], 'firstDuelist' | 'secondDuelist'>,
): Duelist[] {
  const wands = [...tiles].map(({ wand }) => wand);
  return (duel ?? []).map((id, i) => {
    const leader = leaders.find((one) => one.id === id);
    const present = leader ?? wands.find((one) => one.id === id);
    const person = present ?? rivals.find((one) => one.id === id);
    return {
      id,
      nickname: person?.nickname ?? (i === 0 ? texts.firstDuelist : texts.secondDuelist),
      person: person === undefined ? null : { sigil: person.sigil, metal: person.metal, grove: present?.grove ?? null },
      points: leader?.points ?? null,
      tookMs: leader?.tookMs ?? 0,
    };
  });
}
