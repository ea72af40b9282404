/** How long a cast stays leased to an inactive moderator, ms. */
export const LEASE_MS = 120_000;
