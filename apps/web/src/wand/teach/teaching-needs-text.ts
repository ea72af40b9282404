import { stillNeeded, type TeachingNeed, type Spell, type SpellId } from '@wandcast/protocol';
import { texts } from '../texts/room-texts';

export function needOf(needs: readonly TeachingNeed[], spell: SpellId): TeachingNeed | undefined {
  return needs.find((need) => need.spell === spell);
}

/** Number of casts taught by all participants. */
export function totalTaught(needs: readonly TeachingNeed[]): number {
  return needs.reduce((sum, { casts }) => sum + casts, 0);
}

/** The spell taught by the fewest people, among ties the one with the fewest casts; undefined if still tied. */
export function neededMost(needs: readonly TeachingNeed[]): SpellId | undefined {
  const open = needs.filter((need) => need.needs !== null);
  const [first, second] = open.sort((a, b) => a.people - b.people || a.casts - b.casts);
  if (first === undefined) return undefined;
  const standsOut = first.people !== second?.people || first.casts !== second.casts;
  return standsOut ? first.spell : undefined;
}

/** What a spell still needs, for someone about to teach it; empty if unknown. */
export function needText(need: TeachingNeed | undefined, { name, glyph }: Pick<Spell, 'name' | 'glyph'>): string {
  if (need === undefined) return '';
  const needed = stillNeeded(need.casts, need.people, glyph !== null);
  const { ready, glyph: fromGlyph, more } = texts().teachingNeeds;
  if (needed.kind === 'nothing') return ready(need.casts);
  return needed.kind === 'people' ? fromGlyph(name, needed.people) : more(name, needed.casts, needed.people);
}
