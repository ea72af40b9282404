import { about, text } from '../../../shared/format/activity-facts';
import { counted } from '../format';
import type { ActivityText } from './activity';

/** Sentences about who gets in, and about what the server deletes by itself. */
export const accessActivity: Readonly<Record<string, ActivityText>> = {
  'links:renew': () => 'replaced the links of stage and preflight',
  'event:expired': ({ title, days }) =>
    about(text(title), (name) => `deleted the evening “${name}”`, 'deleted an evening') +
    (typeof days === 'number' ? `, which ended more than ${counted(days, 'day', 'days')} ago` : ''),
  'sign-in:failed': ({ count, names, member }) => {
    const others = Number(names ?? 1) - 1;
    const as = member === undefined ? '' : ` as ${member}`;
    const also = others > 0 ? ` under ${counted(others, 'other name', 'other names')}` : '';
    const times = count === undefined ? '' : ` ${counted(count, 'time', 'times')}`;
    return `failed to sign in${times}${as}${as !== '' && also !== '' ? ' and' : ''}${also}`;
  },
};

/** The pages before the console: signing in, and joining by a link. */
export const signIn = {
  title: 'Sign in',
  name: 'Name',
  password: 'Password',
  submit: 'Sign in',
  forgotten: 'Forgot your password? An owner can remove you from the team and invite you again.',
  noServer: 'No server',
  unowned: 'Nobody owns this Wandcast yet',
  ownerLink: 'Open the owner’s link printed in the terminal where Wandcast was started. It works once.',
  oldLink: 'An old link',
  signInInstead: 'Sign in instead',
  setUp: 'This Wandcast is yours',
  invited: 'You are invited',
  /** Followed by the permissions of the role. */
  invitedBy: (name: string) => `${name} invites you.`,
  /** After the permissions of the role. */
  onlyIn: (room: string) => `This counts only in ${room}.`,
  otherAccount: (name: string) => `You are signed in as ${name}; this creates another account.`,
  stay: (name: string) => `Stay signed in as ${name}`,
  yourName: 'Your name',
  nameHint: 'As your team knows you, with at most 24 characters.',
  newPassword: 'New password',
  join: 'Create account',
};
