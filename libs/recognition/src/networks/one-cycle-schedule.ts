/** Share of the training in which the learning rate rises. */
const WARM_UP = 0.2;
/** Initial share of the peak rate. */
const START = 0.04;

/**
 * Learning rate after `done` (0..1) of the training: a linear rise, then a cosine decay (one-cycle policy, Smith and
 * Topin, 2019).
 */
export function oneCycle(done: number, peak: number): number {
  if (done < WARM_UP) return peak * (START + ((1 - START) * done) / WARM_UP);
  return peak * (0.5 + 0.5 * Math.cos((Math.PI * (done - WARM_UP)) / (1 - WARM_UP))) + 1e-6;
}
