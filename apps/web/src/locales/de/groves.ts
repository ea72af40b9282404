import type { Grove } from '@wandcast/protocol';

export const groveNames: Readonly<Record<Grove, string>> = {
  ash: 'Eschenhain',
  birch: 'Birkenhain',
  rowan: 'Vogelbeerhain',
  yew: 'Eibenhain',
};

/** Short names, under the heading “Hain”. */
export const groveTrees: Readonly<Record<Grove, string>> = {
  ash: 'Esche',
  birch: 'Birke',
  rowan: 'Vogelbeere',
  yew: 'Eibe',
};
