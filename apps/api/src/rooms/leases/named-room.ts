import { z } from 'zod';

/** Path of a room's own API, and the query of a connection that names its room (SPEC H13). */
const PATTERNS = [/^\/api\/rooms\/([^/?]+)/, /^\/socket\.io\/[^#]*[?&]room=([^&#]+)/];

/** The room that an address names, in lower case; undefined if it names none. @param url path and query */
export function namedRoom(url: string): string | undefined {
  for (const pattern of PATTERNS) {
    const id = pattern.exec(url)?.[1];
    if (id !== undefined && z.uuid().safeParse(id).success) return id.toLowerCase();
  }
  return undefined;
}
