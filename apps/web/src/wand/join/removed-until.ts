import { REMOVAL_MS } from '@wandcast/protocol';
import type { KeyValueStorage } from '../../shared/storage/local-storage';

const nameOf = (code: string): string => `wandcast:sent-out:${code}`;

/**
 * When someone who was sent out may knock again, ms since 1970 by this phone's clock. The room does not say when it sent
 * them: a phone in the room hears of it at once, and remembers across a refresh. @param now ms since 1970
 */
export function mayReturnAt(storage: KeyValueStorage, code: string, now: number): number {
  const until = read(storage, code);
  if (until !== undefined && until > now && until <= now + REMOVAL_MS) return until;
  const fresh = now + REMOVAL_MS;
  write(storage, code, String(fresh));
  return fresh;
}

/** Back in the room: the next removal starts a new wait. */
export function cameBack(storage: KeyValueStorage, code: string): void {
  try {
    storage.removeItem(nameOf(code));
  } catch {
    // what cannot be written was never kept
  }
}

/** Whole minutes to wait, begun ones too. @param leftMs ms */
export function minutesOf(leftMs: number): number {
  return Math.max(0, Math.ceil(leftMs / 60_000));
}

function read(storage: KeyValueStorage, code: string): number | undefined {
  try {
    const until = Number(storage.getItem(nameOf(code)) ?? NaN);
    return Number.isFinite(until) ? until : undefined;
  } catch {
    return undefined;
  }
}

function write(storage: KeyValueStorage, code: string, value: string): void {
  try {
    storage.setItem(nameOf(code), value);
  } catch {
    // storage is forbidden: a refresh restarts the wait
  }
}
