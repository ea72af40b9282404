/** The language's own name. */
export const name = 'English';

/** Shown without JavaScript if the page's code does not load. */
export const pageLost = { text: 'The page didn’t load.', reload: 'Reload' };
