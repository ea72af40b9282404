/** A probability as text: "93%". Only certainty is "100%" or "0%"; values close to it are "over 99%" or "under 1%". */
export function percentText(probability: number): string {
  if (probability > 0.99 && probability < 1) return 'over 99%';
  if (probability > 0 && probability < 0.01) return 'under 1%';
  return `${Math.round(100 * probability)}%`;
}

/** A probability as a sentence: "93% sure.", "Over 99% sure." */
export function confidenceText(probability: number): string {
  const text = percentText(probability);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} sure.`;
}
