import { REMOVAL_MS } from '@wandcast/protocol';
import type { KeyValueStorage } from '../../shared/storage/local-storage';

const storageKey = (code: string): string => `wandcast:sent-out:${code}`;

/**
 * When a removed participant may rejoin, ms since 1970 on this phone's clock. The server does not send the time of the
 * removal, so the first call stores it, which survives a reload. @param now ms since 1970
 */
export function mayReturnAt(storage: KeyValueStorage, code: string, now: number): number {
  const until = Number(storage.getItem(storageKey(code)) ?? NaN);
  if (until > now && until <= now + REMOVAL_MS) return until;
  const fresh = now + REMOVAL_MS;
  storage.setItem(storageKey(code), String(fresh));
  return fresh;
}

/** Deletes the stored time after rejoining, so that the next removal starts a new wait. */
export function clearRemoval(storage: KeyValueStorage, code: string): void {
  storage.removeItem(storageKey(code));
}

/** Minutes left, rounded up. @param leftMs ms */
export function minutesLeft(leftMs: number): number {
  return Math.max(0, Math.ceil(leftMs / 60_000));
}
