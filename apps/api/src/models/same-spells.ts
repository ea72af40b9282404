/** Whether both lists contain the same spells, in any order. */
export function sameSpells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((spell) => b.includes(spell));
}
