/** Ends a chain of promises that waits for a task, without keeping its result, which may be large, in memory. */
export const forget = (): undefined => undefined;
