import { z } from 'zod';
import type { ListedOrganization } from '../../snapshots/rooms.js';
import { text } from '../../schemas/text.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const organizationId = z.uuid().toLowerCase();
const name = text({ min: 1, max: 60 });

export const organizationList = defineMessage({
  name: 'organization:list',
  schema: z.strictObject({}),
  answer: wireType<readonly ListedOrganization[]>('ListedOrganization[]'),
  role: 'owner',
  about: 'Lists the organizations of the server, oldest first. Like what follows for owners of the first one only.',
});

export const organizationCreate = defineMessage({
  name: 'organization:create',
  schema: z.strictObject({ name }),
  answer: wireType<ListedOrganization>('ListedOrganization'),
  role: 'owner',
  about: 'Creates an organization with a room and a spellbook. Its rooms, members, books and models are its own.',
});

export const organizationRename = defineMessage({
  name: 'organization:rename',
  schema: z.strictObject({ organizationId, name }),
  answer: wireType<ListedOrganization>('ListedOrganization'),
  role: 'owner',
  about: 'Renames an organization.',
});

export const organizationInvite = defineMessage({
  name: 'organization:invite',
  schema: z.strictObject({ organizationId, note: text({ max: 60 }) }),
  answer: wireType<string>('string'),
  role: 'owner',
  about: 'Creates an invitation link for an owner of an organization, which is shown only once.',
});
