const openLink = 'Open the stage link from the console, or the one that Wandcast prints when it starts.';

/** The page itself: invalid links, and lost connections. */
export const shell = {
  noLink: 'This screen needs its own link',
  openLink,
  replacedLink: 'This stage has a new link',
  openNewLink: 'The link of this screen was replaced. Open the new one from the console.',
  wrongLink: 'This link does not open the stage',
  /** @param message the server's reason */
  refused: (_code: string, message: string) => `${message} ${openLink}`,
  outdated: 'This page is out of date',
  reload: 'It is from another version of Wandcast. Reload it to get the current one.',
  connecting: 'Raising the curtain',
  connectingMore: 'Waiting for the server.',
  reconnecting: 'reconnecting',
  clickForSound: 'click for sound',
};
