import { SENT_OUT_MS } from '@wandcast/protocol';
import type { Shelf } from '../../shared/storage/local-storage';

const nameOf = (code: string): string => `wandcast:sent-out:${code}`;

/**
 * When someone who was sent out may knock again, ms since 1970 by this phone's clock. The room does not say when it sent
 * them: a phone in the room hears of it at once, and remembers across a refresh. @param now ms since 1970
 */
export function mayReturnAt(shelf: Shelf, code: string, now: number): number {
  const until = read(shelf, code);
  if (until !== undefined && until > now && until <= now + SENT_OUT_MS) return until;
  const fresh = now + SENT_OUT_MS;
  write(shelf, code, String(fresh));
  return fresh;
}

/** Back in the room: the next removal starts a new wait. */
export function cameBack(shelf: Shelf, code: string): void {
  try {
    shelf.removeItem(nameOf(code));
  } catch {
    // what cannot be written was never kept
  }
}

/** Whole minutes to wait, begun ones too. @param leftMs ms */
export function minutesOf(leftMs: number): number {
  return Math.max(0, Math.ceil(leftMs / 60_000));
}

function read(shelf: Shelf, code: string): number | undefined {
  try {
    const until = Number(shelf.getItem(nameOf(code)) ?? NaN);
    return Number.isFinite(until) ? until : undefined;
  } catch {
    return undefined;
  }
}

function write(shelf: Shelf, code: string, value: string): void {
  try {
    shelf.setItem(nameOf(code), value);
  } catch {
    // storage is forbidden: a refresh restarts the wait
  }
}
