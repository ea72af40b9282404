const reasons = new Set<() => boolean>();

/** Whether the page could be loaded anew without anything being lost: no hand casts, and no cast waits to be stored. */
export function isAtRest(): boolean {
  return ![...reasons].some((isBusy) => isBusy());
}

/** Keeps the page while `isBusy` says so. @returns stop */
export function keepPageWhile(isBusy: () => boolean): () => void {
  reasons.add(isBusy);
  return () => reasons.delete(isBusy);
}
