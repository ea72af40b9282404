import type { House } from '@wandcast/protocol';

/** The leaf of each grove in a 24 x 24 box: groves differ by shape, for colour means spell. */
export const grovePaths: Readonly<Record<House, string>> = {
  ash: 'M12 22V9M12 2.5c5 4 5 9 0 12.5-5-3.5-5-8.5 0-12.5z',
  birch: 'M12 22v-7M12 2l7.5 10-7.5 4-7.5-4z',
  rowan: 'M12 22v-6M8 8.5a3 3 0 1 0 .01 0zM16 8.5a3 3 0 1 0 .01 0zM12 3a3 3 0 1 0 .01 0z',
  yew: 'M12 22V3M12 7 6 4.5M12 7l6-2.5M12 12 5 9M12 12l7-3M12 17l-7-3.5M12 17l7-3.5',
};
