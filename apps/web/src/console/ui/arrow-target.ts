const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * The button of a radio group that an arrow key leads to from button `from`; the first one follows the last (WAI-ARIA).
 * @param count of the buttons  @returns its index; undefined if `key` is not an arrow
 */
export function arrowTarget(key: string, from: number, count: number): number | undefined {
  const step = steps[key];
  return step === undefined ? undefined : (from + step + count) % count;
}
