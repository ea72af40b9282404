import { percentile } from '../figures/percentiles.js';
import type { Recovery } from './recovery.js';

/** From the end of a cause to the acknowledgement of a new cast, ms: of half of the faults, and of each. */
const RECOVERY_MS = { p50: 2_000, max: 10_000 } as const;

/** The same for causes that only the server itself can end. */
const UNATTENDED_MS = 5_000;
const UNATTENDED: ReadonlySet<string> = new Set(['kill-postmaster', 'full-disk']);

/** What was promised of these recoveries and not kept, a line each. */
export function missedPromises(recoveries: readonly Recovery[]): string[] {
  const p50 = percentile(
    recoveries.flatMap(({ recoveredMs }) => recoveredMs ?? []),
    0.5,
  );
  const late = (what: string, ms: number | null | undefined, limit: number): string[] =>
    ms === undefined || ms === null || ms <= limit ? [] : [`${what} after ${Math.round(ms)} ms instead of ${limit}`];
  return [
    ...late('casting again (p50)', p50, RECOVERY_MS.p50),
    ...recoveries.flatMap(({ fault: { name }, recoveredMs, reported }) => [
      ...late(`${name}: casting again`, recoveredMs, UNATTENDED.has(name) ? UNATTENDED_MS : RECOVERY_MS.max),
      ...(reported === false ? [`${name}: /health never said 503`] : []),
    ]),
  ];
}
