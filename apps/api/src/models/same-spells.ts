/** Whether both lists name the same spells, in whichever order. */
export function sameSpells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((spell) => b.includes(spell));
}
