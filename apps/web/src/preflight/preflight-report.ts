import type { Findings, PreflightReport } from '@wandcast/protocol';

/** The findings as a report for the server; undefined if checks are missing or there is no connection. */
export function reportOf(found: Findings, device: string): PreflightReport | undefined {
  const { secure, transport, motion, wakeLock, storage } = found;
  if (secure === undefined || transport == null || motion === undefined) return undefined;
  if (wakeLock === undefined || storage === undefined) return undefined;
  const { channels = 0, rateHz = null, maxGapMs = null, flipped = null } = found;
  const { roundTripMs = null, slowestMs = null, offsetMs = null, loadMs = null } = found;
  return {
    device,
    secure,
    transport,
    motion,
    channels,
    rateHz,
    maxGapMs,
    flipped,
    roundTripMs,
    slowestMs,
    offsetMs,
    loadMs,
    wakeLock,
    storage,
  };
}
