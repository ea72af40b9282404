import type { Words } from '../../../wand/messages/wand-messages';

export const code: Words['code'] = {
  label: 'Code von der großen Leinwand',
  find: 'Den Raum finden',
};
