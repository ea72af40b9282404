import type { ConsoleToServer } from './console-messages.js';
import type { Role } from './messages.js';

const rank: Readonly<Record<Role, number>> = { viewer: 0, moderator: 1, owner: 2 };

/** Whether someone of `role` may do what needs `least`. */
export function mayAct(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

/** The least role each console message needs. The server asks for it; the page greys out what it would be refused. */
export const consoleNeeds = {
  'room:lock': 'moderator',
  'room:teach': 'moderator',
  'stage:show': 'moderator',
  'spell:create': 'moderator',
  'spell:draw': 'moderator',
  'spell:remove': 'moderator',
  'spell:restore': 'moderator',
  'spell:rename': 'moderator',
  'spell:recolour': 'moderator',
  'spell:describe': 'moderator',
  'spell:move': 'moderator',
  'spells:import': 'moderator',
  'book:create': 'moderator',
  'book:rename': 'moderator',
  'book:archive': 'moderator',
  'book:restore': 'moderator',
  'book:open': 'moderator',
  'event:begin': 'moderator',
  'room:learn': 'moderator',
  'model:train': 'moderator',
  'training:cancel': 'moderator',
  'model:activate': 'moderator',
  'model:threshold': 'moderator',
  'model:inspect': 'viewer',
  'casts:show': 'viewer',
  'casts:label': 'moderator',
  'queue:show': 'viewer',
  'queue:take': 'moderator',
  'queue:leave': 'moderator',
  'casts:similar': 'viewer',
  'team:show': 'viewer',
  'session:end': 'viewer',
  'key:make': 'moderator',
  'member:invite': 'owner',
  'member:change': 'owner',
  'member:remove': 'owner',
  'invitation:withdraw': 'owner',
  'audit:list': 'owner',
  'import:store': 'moderator',
  'import:cancel': 'moderator',
  'dataset:save': 'moderator',
  'dataset:list': 'viewer',
  'dataset:remove': 'moderator',
  'dataset:restore': 'moderator',
} as const satisfies Record<keyof ConsoleToServer, Role>;
