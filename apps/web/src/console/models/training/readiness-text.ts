import { stillNeeded, type Readiness, type Spell } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** What a spell still needs: "Tide needs 4 more casts from 2 more people."; empty if it has enough. */
export function needsText(
  { casts, people }: Pick<Readiness, 'casts' | 'people'>,
  { name, glyph }: Pick<Spell, 'name' | 'glyph'>,
): string {
  const { needs, glyph: fromGlyph } = texts().models.readiness;
  const needed = stillNeeded(casts, people, glyph !== null);
  switch (needed.kind) {
    case 'nothing':
      return '';
    case 'people':
      return fromGlyph(name, needed.people);
    case 'casts':
      return needs(name, needed.casts, needed.people);
  }
}
