import { stillNeeded, type TeachingNeed, type Spell } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';

type TeachTexts = StageTexts['teach'];
type Named = Pick<Spell, 'name' | 'glyph'>;

/** What a spell still needs: "Bloom needs 4 more casts from 2 more people."; empty if unknown. */
export function needSentence(spell: Named, need: TeachingNeed | undefined, texts: TeachTexts): string {
  if (need === undefined) return '';
  if (need.needs === null) return texts.enough;
  const needed = stillNeeded(need.casts, need.people, spell.glyph !== null);
  if (need.casts === 0 || needed.kind !== 'casts') return texts.untaught(spell.name);
  return texts.needs(spell.name, needed.casts, needed.people);
}

/**
 * The same in short lines, to be shown under the spell's name.
 * @param shown casts on the stage, including those that the server has not counted yet
 */
export function needLines(
  spell: Named,
  need: TeachingNeed | undefined,
  shown: number,
  texts: TeachTexts,
): readonly string[] {
  if (need === undefined) return [];
  if (need.needs === null) return texts.enoughLines;
  const needed = stillNeeded(need.casts, need.people, spell.glyph !== null);
  if (need.casts === 0 || needed.kind !== 'casts') return shown > 0 ? [] : texts.untaughtLines;
  return texts.needsLines(needed.casts, needed.people);
}
