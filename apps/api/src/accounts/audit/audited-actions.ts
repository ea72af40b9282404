import { consoleMessages } from '@wandcast/protocol/messages';

export type ConsoleMessageName = keyof typeof consoleMessages;

/** Actions over HTTP and of the server itself, which are no console messages. */
export const accountActions = [
  'member:joined',
  'session:opened',
  'session:closed',
  'sessions:closed',
  'sign-in:failed',
  'password:changed',
  'evening:imported',
  'event:expired',
] as const;
export type AccountAction = (typeof accountActions)[number];

/** Messages that need more than the viewer role but change nothing. */
const readOnly: ReadonlySet<string> = new Set(['audit:list', 'organization:list', 'queue:take', 'queue:leave']);
/** Messages that every viewer may send and that change something: the viewer's own account. */
const ownAccount: ReadonlySet<string> = new Set(['session:end', 'member:rename']);

/** Whether the audit log records this message. */
export function isAudited(name: ConsoleMessageName): boolean {
  if (consoleMessages[name].role === 'viewer') return ownAccount.has(name);
  return !readOnly.has(name);
}
