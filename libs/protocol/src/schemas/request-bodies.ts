import { z } from 'zod';
import { nickname } from '../vocabulary/ids.js';

/** Length is what counts (NIST SP 800-63B); no rules about which characters. */
const newPassword = z.string().min(10, 'needs at least 10 characters').max(200);
const password = z.string().min(1).max(200);
const secret = z.string().min(1).max(200);

/** Bodies of the account routes. */
export const accountBodies = {
  signIn: z.strictObject({ name: nickname, password }),
  /** With the token of the set-up link, or of an invitation. */
  join: z.strictObject({ token: secret, name: nickname, password: newPassword }),
  invitation: z.strictObject({ token: secret }),
  password: z.strictObject({ current: password, next: newPassword }),
} as const;

/** Announces a file of casts before its upload (SPEC F1): equal answers are the same file. */
export const newImport = z.strictObject({
  name: z.string().trim().min(1).max(200),
  size: z.int().min(1),
  /** Ms since 1970, from the file system. */
  modified: z.number().min(0).max(8.64e15).default(0),
});
