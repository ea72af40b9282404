import type { Grove } from '@wandcast/protocol';

/** The four groves, in alphabetical order. */
export const groves = ['ash', 'birch', 'rowan', 'yew'] as const satisfies readonly Grove[];

/** SVG path of each grove's leaf in a 24 x 24 box. Groves differ by shape, because color means spell. */
export const grovePaths: Readonly<Record<Grove, string>> = {
  ash: 'M12 22.5V8M12 2c5.2 4.3 5.2 10 0 13.6C6.8 12 6.8 6.3 12 2z',
  birch: 'M12 22.5V9M12 2 19.6 11.6 16.5 16.200H7.500L4.4 11.600z',
  rowan:
    'M12 22.5v-7M12 9.400V15.500L8.3 12.600M12 15.500l3.7-2.900M12 2.800a3.2 3.2 0 1 0 .01 0zM6.2 6.800a3.2 3.2 0 1 0 .01 0zM17.8 6.800a3.2 3.2 0 1 0 .01 0z',
  yew: 'M12 22.5V2.500M12 7.2 7.2 4.200M12 7.200l4.8-3M12 12 5.4 8.200M12 12l6.6-3.800M12 17 4.6 12.900M12 17l7.4-4.1',
};
