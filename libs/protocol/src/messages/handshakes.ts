import { z } from 'zod';
import { eventCode } from '../vocabulary/ids.js';
import { profile } from '../schemas/objects.js';

const protocol = z.int();
const token = z.string().min(1).max(200);

/** Socket.IO's `auth`, by namespace (SPEC H1). */
export const handshakes = {
  wand: z.strictObject({
    protocol,
    code: eventCode,
    /** 32 random bytes made by the phone, as base64url. */
    key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    profile,
  }),
  stage: z.strictObject({ protocol, token }),
  /** With the token of a console's link the page may report; without one it may only measure. */
  preflight: z.strictObject({ protocol, token: token.optional() }),
  /** A command shows the token of its key; a browser the cookie of its session. */
  console: z.strictObject({ protocol, token: token.optional() }),
} as const;
