import { FailureError, type FailureCode } from '@wandcast/protocol';
import { z } from 'zod';

/** An id from a path, in lower case, because ids are compared as text. @throws FailureError with `code` if it is not a UUID */
export function parseUuid(id: string, code: FailureCode): string {
  if (!z.uuid().safeParse(id).success) throw new FailureError(code);
  return id.toLowerCase();
}
