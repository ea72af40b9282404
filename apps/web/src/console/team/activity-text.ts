import type { AuditLine } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** A line of the log in words. A message that this page does not know keeps its name. */
export function activityText({ did }: Pick<AuditLine, 'did'>): string {
  const activity: Readonly<Record<string, string>> = texts().team.activity;
  return activity[did] ?? did;
}
