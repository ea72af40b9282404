import { createHash } from 'node:crypto';
import { tidyNickname, type Profile } from '@wandcast/protocol';
import { metals, sigils } from '@wandcast/protocol/schemas';

/** A person of a file as a participant: the same name is the same person of this event, in any file. */
export function importedPerson(user: string): { keyHash: Buffer; profile: Profile } {
  const hash = createHash('sha256').update(user).digest();
  const nickname = tidyNickname(user);
  return {
    // Longer than the hash of any key: no phone can have it.
    keyHash: Buffer.concat([Buffer.from('file '), hash]),
    profile: {
      nickname: nickname === '' ? 'unknown' : nickname,
      sigil: sigils[(hash[0] ?? 0) % sigils.length] ?? 'moon',
      metal: metals[(hash[1] ?? 0) % metals.length] ?? 'silver',
    },
  };
}
