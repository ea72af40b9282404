import { FailureError } from '@wandcast/protocol';
import type { z } from 'zod';
import { issuesOf } from '../sockets/parse-handshake.js';

/** @throws FailureError `invalid-message` */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new FailureError('invalid-message', issuesOf(parsed.error));
  return parsed.data;
}
