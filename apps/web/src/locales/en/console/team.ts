import { activity } from './activity';

const roles = {
  viewer: 'A viewer sees everything and changes nothing.',
  moderator: 'A moderator runs the room: spells, labels, models, the stage.',
  owner: 'An owner does all that a moderator does, and manages the team.',
};

/** Members, the member's own account, and the log. */
export const team = {
  title: 'Team',
  roles,
  activity,
  activityTitle: 'Activity',
  noActivity: 'No activity yet.',
  older: 'Show older',
  you: 'you',
  lastSeen: (when: string) => `last seen ${when}`,
  noSession: 'not signed in anywhere',
  roleOf: (name: string) => `Role of ${name}`,
  confirmRemove: 'Confirm removal',
  invite: 'Invite someone',
  inviteFor: 'Name or note',
  inviteRole: 'Role of the new member',
  createLink: 'Create link',
  invitationLink: 'Invitation link',
  linkHint: 'Send it to them. It works once, expires in a week, and is not shown again.',
  someone: 'Someone',
  invitation: (by: string, until: string) => `by ${by}, until ${until}`,
  withdraw: 'Withdraw',
  /** After "Withdraw", for screen readers. */
  withdrawOf: (name: string) => ` the invitation for ${name}`,
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  key: 'API key',
  /** @param name as the server says it, such as "A browser on Linux" */
  browser: (name: string) => name,
  thisSession: 'this session',
  lastUsed: (when: string) => `last used ${when}`,
  endSession: 'End session',
  keyTitle: 'API key for commands',
  /** After a command with the key. */
  keyHint: 'has your permissions.',
  keyFor: 'Purpose',
  createKey: 'Create API key',
  keyLabel: 'API key',
  keyOnce: 'Keep it like a password. It is not shown again.',
  changeName: 'Change name',
  yourName: 'Your name',
  nameHint: 'At most 24 characters. Everyone sees the new name at once.',
  nameChanged: 'Name changed.',
  changePassword: 'Change password',
  currentPassword: 'Current password',
  newPassword: 'New password',
  passwordHint: 'At least 10 characters, not your name, and none of the most common passwords. Three words are fine.',
  /** Why a name or password was refused, by code. */
  refusals: {
    'member-exists': 'This name is already taken. Choose another.',
    'name-blank': 'Enter a name with at least one letter or digit.',
    'name-too-long': 'The name is too long: at most 24 characters.',
    'password-short': 'The password needs at least 10 characters.',
    'password-blank': 'The password cannot consist of spaces only.',
    'password-is-name': 'The password must not be your name.',
    'password-common': 'This is one of the most common passwords. Choose another.',
    'sign-in-wrong': 'The current password is wrong.',
  },
  passwordChanged: 'Password changed. You are signed out everywhere but here.',
};
