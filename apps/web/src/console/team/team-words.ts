import type { AuditLine, Role } from '@wandcast/protocol';

export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'A viewer sees everything and changes nothing.',
  moderator: 'A moderator runs the room: spells, labels, models, the stage.',
  owner: 'An owner does all that a moderator does, and decides who is in the team.',
};

const deeds: Readonly<Record<string, string>> = {
  'member:joined': 'joined the team',
  'session:opened': 'signed in',
  'session:closed': 'signed out',
  'sessions:closed': 'signed out everywhere',
  'password:changed': 'changed their password',
  'member:invite': 'invited someone',
  'member:change': 'changed a role',
  'member:remove': 'took someone out of the team',
  'invitation:withdraw': 'withdrew an invitation',
  'key:make': 'made a key',
  'session:end': 'ended a session',
  'room:lock': 'moved the door',
  'room:teach': 'chose what the room teaches',
  'room:learn': 'switched the learning from the room',
  'stage:show': 'changed the stage',
  'spell:create': 'added a spell',
  'spell:draw': 'drew a glyph',
  'spell:remove': 'took a spell out',
  'spell:restore': 'put a spell back',
  'spell:rename': 'renamed a spell',
  'spell:recolour': 'gave a spell another colour',
  'spell:describe': 'wrote a hint',
  'spell:move': 'moved a spell',
  'spells:import': 'brought glyphs in',
  'book:create': 'made a spellbook',
  'book:rename': 'renamed a spellbook',
  'book:archive': 'put a spellbook away',
  'book:restore': 'brought a spellbook back',
  'book:open': 'changed the room’s spellbook',
  'event:begin': 'began the next evening',
  'model:train': 'started a training',
  'training:cancel': 'cancelled a training',
  'model:activate': 'woke a model',
  'model:threshold': 'moved a threshold',
  'casts:label': 'labelled casts',
};

/** What was done, in words; a message that is newer than this page, by its name. */
export function deedWords({ did }: Pick<AuditLine, 'did'>): string {
  return deeds[did] ?? did;
}
