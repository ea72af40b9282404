import { counted, numbers } from '../format';

const roles = { viewer: 'viewer', moderator: 'moderator', owner: 'owner' };

/** Navigation, header, and texts shared by all screens. */
export const shell = {
  navigation: 'Console',
  screens: {
    run: 'Run',
    phones: 'Phones',
    book: 'Book',
    label: 'Label',
    explore: 'Explore',
    models: 'Models',
    data: 'Data',
    evenings: 'Evenings',
    rooms: 'Rooms',
    team: 'Team',
  },
  roles,
  shortcuts: 'Shortcuts',
  theme: (name: string) => `Colors: ${name}`,
  themes: { system: 'system', night: 'dark', day: 'light' },
  rehearsal: (wizards: number) => `Rehearsal, ${numbers.count(wizards)} ${wizards === 1 ? 'wizard' : 'wizards'}`,
  stageBlank: 'The stage is dark',
  connectionLost: 'Connection lost. These numbers are out of date; reconnecting.',
  inRoom: (wizards: number, capacity: number): string =>
    `${numbers.count(wizards)} of ${counted(capacity, 'wizard', 'wizards')} in the room`,
  /** After the number of wands. */
  wands: (wands: number): string => (wands === 1 ? 'wand' : 'wands'),
  /** After a number of casts. */
  castsPerMinute: 'casts per minute',
  /** After a time. */
  latency: 'latency (p95)',
  /** Before a version, as in "v3". */
  model: 'Model',
  noModel: 'No model',
  showStage: 'Show stage',
  blankStage: 'Blank stage',
  loading: 'Waiting for the server',
  oldPage: 'An older page',
  notOpened: 'The console did not open',
  keepsTrying: 'The server cannot open it right now. This page keeps trying.',
  signedOut: 'You were signed out.',
  /** Buttons and messages of all screens. */
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  undo: 'Undo',
  undone: (what: string) => `Undone: ${what}`,
  /** On the button that undoes the action before. */
  undoNext: (what: string) => `Also undo: ${what}`,
  changedSince: 'It has been changed since.',
  undoFailed: (what: string, why: string) => `Not undone: ${what}. ${why}`,
  dismiss: 'Dismiss',
  remove: 'Remove',
  restore: 'Restore',
  rename: 'Rename',
  edit: 'Edit',
  clear: 'Clear',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Not allowed here',
  qrCode: (text: string) => `QR code: ${text}`,
  tryAgain: 'Try again',
  /** Under a text that is being typed, with the value it has now. */
  overtaken: (value: string) => `Someone else changed it to “${value}”. Enter replaces that, Escape keeps it.`,
  wait: 'One moment',
  noAnswer: 'The server did not answer in time.',
  brokeOff: 'The connection was lost before the server answered.',
};
