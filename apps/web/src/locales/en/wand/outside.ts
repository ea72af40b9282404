import { appNames, type App } from '../../../shared/capabilities/in-app-browser';

/** The page was opened inside another app. */
export const outside = {
  title: 'Better in your own browser',
  why: (app: App) =>
    `This page is open inside ${app === 'unnamed' ? 'another app' : app === 'google' ? 'the Google app' : appNames[app]}. Such pages often get no motion, and forget you when they close.`,
  name: (app: Exclude<App, 'unnamed'>) => appNames[app],
  open: { safari: 'Open in Safari', browser: 'Open in your browser' },
  menu: {
    top: 'Nothing happens? Tap ⋯ or ⋮ at the top, then “Open in browser”.',
    bottom: 'Nothing happens? Tap the symbol at the bottom right, then “Open in browser”.',
  },
  copy: 'Or copy the link and paste it there:',
  link: 'The link',
  copyIt: 'Copy',
  copied: 'Copied',
  stay: 'Go on here',
};
