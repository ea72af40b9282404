/** What this language calls itself. */
export const name = 'English';

/** Shown by the page itself if its code does not load. */
export const pageLost = { text: 'The page didn’t load.', reload: 'Reload' };
