import type { Profile } from '@wandcast/protocol';
import { metals, sigils } from '../../shared/design/sigils';
import type { KeyValueStorage } from '../../shared/storage/local-storage';

/** Who this phone is in one room: kept so that a refresh, a locked screen or a dead battery makes no second person. */
export interface Membership {
  readonly key: string;
  readonly profile: Profile;
}

const nameOf = (code: string): string => `wandcast:room:${code}`;

/** What was remembered for the room `code`; undefined where there is nothing, or nothing that can be read. */
export function recall(storage: KeyValueStorage, code: string): Membership | undefined {
  const value = read(storage, code);
  return hasKey(value) && 'profile' in value && isProfile(value.profile)
    ? { key: value.key, profile: value.profile }
    : undefined;
}

/**
 * The key one has in the room `code`. A new one, from `make`, is remembered at once and without a profile: who knocks
 * again is the same person, and who was never let in is not taken for someone known.
 */
export function keyFor(storage: KeyValueStorage, code: string, make: () => string): string {
  const known = read(storage, code);
  if (hasKey(known)) return known.key;
  const key = make();
  write(storage, code, { key });
  return key;
}

/** Remembers who one is in the room `code`, as far as the browser lets it. */
export function remember(storage: KeyValueStorage, code: string, membership: Membership): void {
  write(storage, code, membership);
}

/** Forgets who had this key in the room `code`; someone new, who signed meanwhile, is not touched. */
export function forget(storage: KeyValueStorage, code: string, key: string): void {
  const known = read(storage, code);
  if (!hasKey(known) || known.key !== key) return;
  try {
    storage.removeItem(nameOf(code));
  } catch {
    // what cannot be written was never kept
  }
}

function read(storage: KeyValueStorage, code: string): unknown {
  try {
    return JSON.parse(storage.getItem(nameOf(code)) ?? 'null');
  } catch {
    return undefined;
  }
}

function write(storage: KeyValueStorage, code: string, value: Membership | Pick<Membership, 'key'>): void {
  try {
    storage.setItem(nameOf(code), JSON.stringify(value));
  } catch {
    // a full or forbidden storage: the wand works until the page closes
  }
}

function hasKey(value: unknown): value is { readonly key: string } {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string';
}

function isProfile(profile: unknown): profile is Profile {
  if (typeof profile !== 'object' || profile === null) return false;
  const { nickname, sigil, metal } = profile as Partial<Record<string, unknown>>;
  return (
    typeof nickname === 'string' &&
    (sigils as readonly unknown[]).includes(sigil) &&
    (metals as readonly unknown[]).includes(metal)
  );
}
