import { FailureError } from '@wandcast/protocol';
import type { z } from 'zod';
import { brief, describeIssues } from './describe-issues.js';

/** @throws FailureError `invalid-message` */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body, brief);
  if (!parsed.success) throw new FailureError('invalid-message', describeIssues(parsed.error));
  return parsed.data;
}
