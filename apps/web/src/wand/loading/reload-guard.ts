const reasons = new Set<() => boolean>();

/** Whether a reload would lose nothing: no cast is being recorded or waiting to be stored. */
export function isAtRest(): boolean {
  return ![...reasons].some((isBusy) => isBusy());
}

/** Keeps the page while `isBusy` says so. @returns stop */
export function keepPageWhile(isBusy: () => boolean): () => void {
  reasons.add(isBusy);
  return () => reasons.delete(isBusy);
}
