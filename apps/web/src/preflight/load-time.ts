/** From the start of loading this page until it ran, ms. */
export const loadMs = performance.now();
