import type { Round, RoundKind, Spell, SpellId } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';
import { spellName } from '../../../shared/format/spell-name';

/** The challenge of a round: "Gale", "fastest Gale", "every spell". */
export function challengeText(kind: RoundKind, spell: SpellId | null, spells: readonly Spell[]): string {
  const { asks } = texts().run.rounds;
  if (kind === 'free') return asks.free;
  return asks[kind](spell === null ? asks.anything : spellName(spells, spell));
}

/** A round by its number: "Round 2: Gale". */
export function roundText(
  { number, kind, spell }: Pick<Round, 'number' | 'kind' | 'spell'>,
  spells: readonly Spell[],
): string {
  return texts().run.rounds.name(number, challengeText(kind, spell, spells));
}
