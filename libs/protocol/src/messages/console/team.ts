import { z } from 'zod';
import type { AuditLine, Me, Team } from '../../domain/accounts.js';
import { text } from '../../schemas/text.js';
import { roles, roomRoles } from '../../vocabulary/enums.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const teamShow = defineMessage({
  name: 'team:show',
  schema: z.strictObject({}),
  answer: wireType<Team>('Team'),
  role: 'viewer',
  about: "Returns the team and the caller's own sessions.",
});

export const memberInvite = defineMessage({
  name: 'member:invite',
  schema: z
    .strictObject({ role: z.enum(roles), note: text({ max: 60 }), onlyHere: z.boolean().optional() })
    .refine(({ role, onlyHere }) => onlyHere !== true || role !== 'owner', 'owners act in every room'),
  answer: wireType<string>('string'),
  role: 'owner',
  about: 'Creates an invitation link, which is shown only once; with `onlyHere` its role counts in this room alone.',
});

export const memberChange = defineMessage({
  name: 'member:change',
  schema: z.strictObject({ memberId: z.uuid(), role: z.enum(roles).nullable() }),
  answer: wireType<null>('null'),
  role: 'owner',
  about: 'Changes the role that a member has in every room; null for none.',
});

export const memberAssign = defineMessage({
  name: 'member:assign',
  schema: z.strictObject({ memberId: z.uuid(), role: z.enum(roomRoles).nullable() }),
  answer: wireType<null>('null'),
  role: 'owner',
  about: 'Changes the role that a member has in this room; null for none. A higher one in every room counts instead.',
});

export const memberRemove = defineMessage({
  name: 'member:remove',
  schema: z.strictObject({ memberId: z.uuid() }),
  answer: wireType<null>('null'),
  role: 'owner',
  about: 'Removes a member from the team.',
});

export const memberRename = defineMessage({
  name: 'member:rename',
  schema: z.strictObject({ name: text({ max: 200 }) }),
  answer: wireType<Me>('Me'),
  role: 'viewer',
  about: "Changes the caller's own name (A7).",
});

export const invitationWithdraw = defineMessage({
  name: 'invitation:withdraw',
  schema: z.strictObject({ invitationId: z.uuid() }),
  answer: wireType<null>('null'),
  role: 'owner',
  about: 'Withdraws an invitation.',
});

export const keyMake = defineMessage({
  name: 'key:make',
  schema: z.strictObject({ about: text({ min: 1, max: 60 }) }),
  answer: wireType<string>('string'),
  role: 'moderator',
  about: 'Creates an API key for commands; its token is shown only once.',
});

export const sessionEnd = defineMessage({
  name: 'session:end',
  schema: z.strictObject({ sessionId: z.uuid() }),
  answer: wireType<null>('null'),
  role: 'viewer',
  about: "Ends one of the caller's own sessions or keys.",
});

export const auditList = defineMessage({
  name: 'audit:list',
  schema: z.strictObject({ before: z.int().min(1).nullable(), limit: z.int().min(1).max(200) }),
  answer: wireType<readonly AuditLine[]>('AuditLine[]'),
  role: 'owner',
  about: 'Lists the audit log, newest first.',
});
