import { z } from 'zod';
import { eventCode } from '../schemas/ids.js';
import { profile } from '../schemas/objects.js';
import { secret } from '../schemas/text.js';

const protocol = z.int();

/** Socket.IO's `auth`, by namespace (SPEC H1). */
export const handshakes = {
  wand: z.strictObject({
    protocol,
    code: eventCode,
    /** 32 random bytes made by the phone, as base64url. */
    key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    profile,
  }),
  /** A preview, as in the console, counts as no stage. */
  stage: z.strictObject({ protocol, token: secret, preview: z.boolean().optional() }),
  /** With the token of the console's preflight link the page may report; without one it may only measure. */
  preflight: z.strictObject({ protocol, token: secret.optional() }),
  /**
   * Commands send the token of an API key; browsers authenticate with the session cookie. Without a
   * room it is the main one.
   */
  console: z.strictObject({ protocol, token: secret.optional(), room: z.uuid().toLowerCase().optional() }),
} as const;
