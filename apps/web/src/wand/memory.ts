import type { Profile } from '@wandcast/protocol';
import { metals, sigils } from '../design/sigils';

/** Who this phone is in one room: kept so that a refresh, a locked screen or a dead battery makes no second person. */
export interface Membership {
  readonly key: string;
  readonly profile: Profile;
}

/** The two methods of `localStorage` that are used; a private window may forbid them, and then nothing is remembered. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

const nameOf = (code: string): string => `wandcast:room:${code}`;

/** What was remembered for the room `code`; undefined where there is nothing, or nothing that can be read. */
export function recall(shelf: Shelf, code: string): Membership | undefined {
  try {
    const value: unknown = JSON.parse(shelf.getItem(nameOf(code)) ?? 'null');
    return isMembership(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers who one is in the room `code`, as far as the browser lets it. */
export function remember(shelf: Shelf, code: string, membership: Membership): void {
  try {
    shelf.setItem(nameOf(code), JSON.stringify(membership));
  } catch {
    // a full or forbidden shelf: the wand works until the page closes
  }
}

function isMembership(value: unknown): value is Membership {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('profile' in value)) return false;
  const { key, profile } = value;
  if (typeof key !== 'string' || typeof profile !== 'object' || profile === null) return false;
  const { nickname, sigil, metal } = profile as Partial<Record<string, unknown>>;
  return (
    typeof nickname === 'string' &&
    (sigils as readonly unknown[]).includes(sigil) &&
    (metals as readonly unknown[]).includes(metal)
  );
}
