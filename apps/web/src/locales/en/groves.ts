import type { Grove } from '@wandcast/protocol';

export const groveNames: Readonly<Record<Grove, string>> = { ash: 'Ash', birch: 'Birch', rowan: 'Rowan', yew: 'Yew' };
