/** An error that the user can fix. Shown as one line, without a stack. */
export class UsageError extends Error {}
