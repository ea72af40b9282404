export const name = 'Deutsch';

export const pageLost = { text: 'Die Seite wurde nicht geladen.', reload: 'Neu laden' };
