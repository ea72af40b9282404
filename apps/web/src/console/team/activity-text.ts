import type { AuditLine } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** What somebody did, as the rest of a sentence after their name. Newer servers may log unknown actions. */
export function activityText({ did, facts }: Pick<AuditLine, 'did' | 'facts'>): string {
  return texts().team.activity[did]?.(facts) ?? did;
}
