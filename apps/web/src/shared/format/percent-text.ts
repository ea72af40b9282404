/** How sure a model is, for people: 0.93 is "93%", never "100%" or "0%" of something that is not certain. */
export function percentWords(probability: number): string {
  if (probability > 0.99 && probability < 1) return 'over 99%';
  if (probability > 0 && probability < 0.01) return 'under 1%';
  return `${Math.round(100 * probability)}%`;
}

/** The same at the start of a sentence: "93% sure.", "Over 99% sure." */
export function sureWords(probability: number): string {
  const words = percentWords(probability);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} sure.`;
}
