import type { Words } from '../words';

export const code: Words['code'] = {
  label: 'Code von der großen Leinwand',
  find: 'Den Raum finden',
};
