import type { Profile } from '@wandcast/protocol';
import { metals, sigils } from '../../shared/design/sigils';
import type { KeyValueStorage } from '../../shared/storage/local-storage';

/** A participant's key and profile, stored so that a reload or restart of the phone creates no second participant. */
export interface Membership {
  readonly key: string;
  readonly profile: Profile;
}

const storageKey = (code: string): string => `wandcast:room:${code}`;

/** Loads the membership of the event `code`; undefined if there is none or it is invalid. */
export function loadMembership(storage: KeyValueStorage, code: string): Membership | undefined {
  const value = read(storage, code);
  return hasKey(value) && 'profile' in value && isProfile(value.profile)
    ? { key: value.key, profile: value.profile }
    : undefined;
}

/**
 * The participant's key for the event `code`. A new key from `make` is stored at once, so that a retry is the same
 * participant, but without a profile, so that someone who never joined is not treated as known.
 */
export function participantKey(storage: KeyValueStorage, code: string, make: () => string): string {
  const known = read(storage, code);
  if (hasKey(known)) return known.key;
  const key = make();
  write(storage, code, { key });
  return key;
}

/**
 * The membership of someone who signed the book. Replaces the stored profile if there is one, because the wand connects
 * with the stored one. @param make as in `participantKey`
 */
export function signMembership(
  storage: KeyValueStorage,
  code: string,
  profile: Profile,
  make: () => string,
): Membership {
  const membership = { key: participantKey(storage, code, make), profile };
  if (loadMembership(storage, code) !== undefined) saveMembership(storage, code, membership);
  return membership;
}

/** Stores the membership of the event `code`, if the browser allows it. */
export function saveMembership(storage: KeyValueStorage, code: string, membership: Membership): void {
  write(storage, code, membership);
}

/** Deletes the membership with this key. Keeps one that was created since with another key. */
export function deleteMembership(storage: KeyValueStorage, code: string, key: string): void {
  const known = read(storage, code);
  if (hasKey(known) && known.key === key) storage.removeItem(storageKey(code));
}

function read(storage: KeyValueStorage, code: string): unknown {
  try {
    return JSON.parse(storage.getItem(storageKey(code)) ?? 'null');
  } catch {
    return undefined; // not JSON
  }
}

function write(storage: KeyValueStorage, code: string, value: Membership | Pick<Membership, 'key'>): void {
  storage.setItem(storageKey(code), JSON.stringify(value));
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
