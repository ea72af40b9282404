import type { SpellAccuracy, SpellId } from '@wandcast/protocol';

/** How many casts were meant as one spell and heard as another; null if they fizzled. */
export interface MeantAndHeard {
  readonly meant: SpellId;
  readonly recognized: SpellId | null;
  readonly casts: number;
}

/** Fewer casts of a spell say nothing about how hard it is. */
const ENOUGH = 5;

/** @param counts at most one of each pair  @param order of the spells; one that is not in it comes last */
export function spellAccuracy(counts: readonly MeantAndHeard[], order: readonly SpellId[]): SpellAccuracy[] {
  const place = (spell: SpellId): number => (order.includes(spell) ? order.indexOf(spell) : order.length);
  const meant = [...new Set(counts.map((count) => count.meant))].sort((a, b) => place(a) - place(b));
  return meant.map((spell) => {
    const own = counts.filter((count) => count.meant === spell);
    const castsWhere = (fits: (recognized: SpellId | null) => boolean): number =>
      own.reduce((sum, { recognized, casts }) => sum + (fits(recognized) ? casts : 0), 0);
    const [mistaken] = own
      .flatMap(({ recognized, casts }) =>
        recognized === null || recognized === spell ? [] : [{ spell: recognized, casts }],
      )
      .sort((a, b) => b.casts - a.casts || place(a.spell) - place(b.spell));
    return {
      spell,
      asked: castsWhere(() => true),
      right: castsWhere((recognized) => recognized === spell),
      fizzled: castsWhere((recognized) => recognized === null),
      mistaken: mistaken ?? null,
    };
  });
}

/** The spell with the lowest accuracy, of those requested often enough; null if none of them ever did. */
export function hardestSpell(accuracy: readonly SpellAccuracy[]): SpellId | null {
  const share = ({ right, asked }: SpellAccuracy): number => right / asked;
  const tried = accuracy.filter((one) => one.asked >= ENOUGH && one.right < one.asked);
  return [...tried].sort((a, b) => share(a) - share(b) || b.asked - a.asked)[0]?.spell ?? null;
}
