const reasons = new Set<() => boolean>();

/** Whether a reload is safe: no cast is being recorded or pending. */
export function isReloadSafe(): boolean {
  return ![...reasons].some((isBusy) => isBusy());
}

/** Prevents reloads while `isBusy` returns true. @returns a function that removes the guard */
export function blockReloadWhile(isBusy: () => boolean): () => void {
  reasons.add(isBusy);
  return () => reasons.delete(isBusy);
}
