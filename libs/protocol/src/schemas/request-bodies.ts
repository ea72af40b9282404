import { z } from 'zod';
import { nickname } from './ids.js';
import { secret, text } from './text.js';

/** Checked by the server, which names the rule it breaks (A8). */
const newPassword = z.string().max(200);
const newName = text({ max: 200 });
const password = z.string().min(1).max(200);

/** Request bodies of the account routes. */
export const accountBodies = {
  signIn: z.strictObject({ name: nickname, password }),
  /** `token` is from the setup link or an invitation. */
  join: z.strictObject({ token: secret, name: newName, password: newPassword }),
  invitation: z.strictObject({ token: secret }),
  password: z.strictObject({ current: password, next: newPassword }),
} as const;

/** Announces an import file before its upload (SPEC F1). Equal values denote the same file, so that an upload can resume. */
export const newImport = z.strictObject({
  name: text({ min: 1, max: 200 }),
  size: z.int().min(1),
  /** The file's modification time, ms since 1970. */
  modified: z.number().min(0).max(8.64e15).default(0),
});
