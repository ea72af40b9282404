import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';

const PROFILE = { nickname: 'Crowd Wasp', sigil: 'moth', metal: 'iron' } as const;

/** What a wand sends to join; a new key is a new person. */
export function wandHandshake(code: string, key: string = newKey()): Readonly<Record<string, unknown>> {
  return { protocol: PROTOCOL_VERSION, code, key, profile: PROFILE };
}
