/** Time from navigation until this script ran, ms. */
export const loadMs = performance.now();
