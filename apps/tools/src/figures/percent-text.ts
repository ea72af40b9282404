/** A share from 0 to 1 as a percentage with one decimal, as in "93.4 %". */
export function percentText(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
