/** A table row for a terminal: a left-aligned name, then right-aligned cells of equal width. */
export function tableRow(
  name: string,
  cells: readonly (string | number)[],
  { nameWidth, cellWidth }: { readonly nameWidth: number; readonly cellWidth: number },
): string {
  return name.padEnd(nameWidth) + cells.map((cell) => String(cell).padStart(cellWidth)).join('');
}
