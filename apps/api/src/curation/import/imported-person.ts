import { createHash } from 'node:crypto';
import { normalizeNickname, type Profile } from '@wandcast/protocol';
import { metals, sigils } from '@wandcast/protocol/schemas';

/** A participant for a user name in a file. The same name always maps to the same participant of an event. */
export function importedPerson(user: string): { keyHash: Buffer; profile: Profile } {
  const hash = createHash('sha256').update(user).digest();
  const nickname = normalizeNickname(user);
  return {
    // Longer than the hash of any real key, so no phone can sign in as this participant.
    keyHash: Buffer.concat([Buffer.from('file '), hash]),
    profile: {
      nickname: nickname === '' ? 'unknown' : nickname,
      sigil: sigils[(hash[0] ?? 0) % sigils.length] ?? 'moon',
      metal: metals[(hash[1] ?? 0) % metals.length] ?? 'silver',
    },
  };
}
