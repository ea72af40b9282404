import { z } from 'zod';
import { nickname } from './ids.js';

/** Requires length only and no character classes (NIST SP 800-63B). */
const newPassword = z.string().min(10, 'needs at least 10 characters').max(200);
const password = z.string().min(1).max(200);
const secret = z.string().min(1).max(200);

/** Request bodies of the account routes. */
export const accountBodies = {
  signIn: z.strictObject({ name: nickname, password }),
  /** `token` is from the setup link or an invitation. */
  join: z.strictObject({ token: secret, name: nickname, password: newPassword }),
  invitation: z.strictObject({ token: secret }),
  password: z.strictObject({ current: password, next: newPassword }),
} as const;

/** Announces an import file before its upload (SPEC F1). Equal values denote the same file, so that an upload can resume. */
export const newImport = z.strictObject({
  name: z.string().trim().min(1).max(200),
  size: z.int().min(1),
  /** The file's modification time, ms since 1970. */
  modified: z.number().min(0).max(8.64e15).default(0),
});
