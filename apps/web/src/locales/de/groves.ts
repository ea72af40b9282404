import type { Grove } from '@wandcast/protocol';

export const groveNames: Readonly<Record<Grove, string>> = {
  ash: 'Eschenhain',
  birch: 'Birkenhain',
  rowan: 'Vogelbeerhain',
  yew: 'Eibenhain',
};
