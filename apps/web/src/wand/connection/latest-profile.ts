import type { Profile } from '@wandcast/protocol';
import type { KeyValueStorage } from '../../shared/storage/local-storage';
import { loadMembership, saveMembership, type Membership } from './membership';

/** The participant's stored profile, which another tab may have changed; the given one if none is stored. */
export function latestProfile(storage: KeyValueStorage, code: string, { key, profile }: Membership): Profile {
  const stored = loadMembership(storage, code);
  return stored?.key === key ? stored.profile : profile;
}

/** Stores the membership of a participant who was welcomed, but keeps their stored profile: see `latestProfile`. */
export function keepMembership(storage: KeyValueStorage, code: string, membership: Membership): void {
  saveMembership(storage, code, { ...membership, profile: latestProfile(storage, code, membership) });
}
