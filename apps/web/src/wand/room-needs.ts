import type { RoomNeed, SpellId } from '@wandcast/protocol';

export function needOf(needs: readonly RoomNeed[], spell: SpellId): RoomNeed | undefined {
  return needs.find((need) => need.spell === spell);
}

/** Casts the whole room has taught. */
export function fromRoom(needs: readonly RoomNeed[]): number {
  return needs.reduce((sum, { casts }) => sum + casts, 0);
}

/** The spell that fewest people have taught, and of those the one with the fewest casts; undefined where none stands out. */
export function neededMost(needs: readonly RoomNeed[]): SpellId | undefined {
  const open = needs.filter((need) => need.needs !== null);
  const [first, second] = open.sort((a, b) => a.people - b.people || a.casts - b.casts);
  if (first === undefined) return undefined;
  const standsOut = first.people !== second?.people || first.casts !== second.casts;
  return standsOut ? first.spell : undefined;
}

/** What is said to someone who is about to teach a spell. */
export function needWords(need: RoomNeed | undefined): string {
  if (need === undefined) return '';
  return `${need.needs ?? `${counted(need.casts)} from the room already; more make it surer`}.`;
}

function counted(casts: number): string {
  return casts === 1 ? '1 cast' : `${casts.toLocaleString('en-GB')} casts`;
}
