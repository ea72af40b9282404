import { generateEnglishNickname, shownEventCode } from '@wandcast/protocol';
import type { Metal, Sigil } from '@wandcast/protocol';
import { appNames, type HostApp } from '../../../shared/capabilities/in-app-browser';
import { metalNames, sigilNames } from '../sigils';

/** Signing the book, and waking the wand of a participant who returns. */
export const sign = {
  heading: 'Sign the book',
  another: 'Try another name.',
  name: 'Wizard name',
  suggest: 'Suggest a name',
  /** @param random 0..1 */
  generateNickname: (random: () => number) => generateEnglishNickname(random),
  recorded:
    'Each cast records how your phone moves, under this name only, for the speaker’s team and the room’s model. You can delete any cast, or all of them, from this phone.',
  wake: 'Wake my wand',
  asks: 'Your phone will ask for motion access',
  welcomeBack: (name: string) => `Welcome back, ${name}`,
  oneTap: 'Your phone needs one tap before it shares motion again.',
};

/** The page for typing the code, and how codes are written. */
export const code = {
  label: 'Code on the big screen',
  find: 'Find the room',
  mistyped: 'A letter of this code is wrong. Compare it with the big screen.',
  shown: shownEventCode,
};

/** The sigils and metals to choose from, by their display names. */
export const sigils = {
  sigil: 'Sigil',
  metal: 'Wand metal',
  both: 'Sigil and wand metal',
  sigilNames,
  metalNames,
  chosen: (sigil: Sigil, metal: Metal) => `${sigilNames[sigil]}, ${metalNames[metal].toLowerCase()}`,
};

/** Shown if the page was opened inside another app. */
export const inAppBrowser = {
  title: 'Better in your own browser',
  why: (app: HostApp) =>
    `This page is open inside ${app === 'unnamed' ? 'another app' : app === 'google' ? 'the Google app' : appNames[app]}. Motion often doesn’t work there, and it forgets you when you close it.`,
  open: { safari: 'Open in Safari', browser: 'Open in your browser' },
  menu: {
    top: 'Nothing happens? Tap ⋯ or ⋮ at the top, then “Open in browser”.',
    bottom: 'Nothing happens? Tap the icon at the bottom right, then “Open in browser”.',
  },
  copy: 'Or copy the link and paste it there:',
  link: 'Link',
  copyIt: 'Copy',
  copied: 'Copied',
  stay: 'Stay here',
};
