import type { SpellAccuracy, SpellId } from '@wandcast/protocol';

/** Number of casts per intended and recognized spell; `recognized` is null if they fizzled. */
export interface RecognitionCount {
  readonly intendedSpell: SpellId;
  readonly recognized: SpellId | null;
  readonly casts: number;
}

/** Fewest casts of a spell to judge how hard it is. */
const ENOUGH = 5;

/** @param counts at most one per pair of spells  @param order of the spells; missing ones come last */
export function spellAccuracy(counts: readonly RecognitionCount[], order: readonly SpellId[]): SpellAccuracy[] {
  const orderOf = (spell: SpellId): number => (order.includes(spell) ? order.indexOf(spell) : order.length);
  const spells = [...new Set(counts.map(({ intendedSpell }) => intendedSpell))].sort((a, b) => orderOf(a) - orderOf(b));
  return spells.map((spell) => {
    const own = counts.filter(({ intendedSpell }) => intendedSpell === spell);
    const castsWhere = (fits: (recognized: SpellId | null) => boolean): number =>
      own.reduce((sum, { recognized, casts }) => sum + (fits(recognized) ? casts : 0), 0);
    const [mistaken] = own
      .flatMap(({ recognized, casts }) =>
        recognized === null || recognized === spell ? [] : [{ spell: recognized, casts }],
      )
      .sort((a, b) => b.casts - a.casts || orderOf(a.spell) - orderOf(b.spell));
    return {
      spell,
      asked: castsWhere(() => true),
      right: castsWhere((recognized) => recognized === spell),
      fizzled: castsWhere((recognized) => recognized === null),
      mistaken: mistaken ?? null,
    };
  });
}

/** The spell with the lowest accuracy among those cast often enough; null if all of these were always recognized. */
export function hardestSpell(accuracy: readonly SpellAccuracy[]): SpellId | null {
  const share = ({ right, asked }: SpellAccuracy): number => right / asked;
  const tried = accuracy.filter((one) => one.asked >= ENOUGH && one.right < one.asked);
  return [...tried].sort((a, b) => share(a) - share(b) || b.asked - a.asked)[0]?.spell ?? null;
}
