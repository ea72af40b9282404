import type { AuditLine } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';

/** The text of a log line. An unknown activity is shown by its name. */
export function activityText({ did }: Pick<AuditLine, 'did'>): string {
  const activity: Readonly<Record<string, string>> = texts().team.activity;
  return activity[did] ?? did;
}
