import type { Failure } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** Why the server refused a name or a password. */
export function refusalText({ code, message }: Failure): string {
  const refusals: Readonly<Record<string, string>> = texts().team.refusals;
  return refusals[code] ?? message;
}
