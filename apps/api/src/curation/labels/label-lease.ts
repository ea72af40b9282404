/** How long a cast is held for whoever took it and does nothing, ms. */
export const LEASE_MS = 120_000;
