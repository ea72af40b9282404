/** The console's screens, in the order of its navigation. */
export const screens = [
  'run',
  'phones',
  'book',
  'label',
  'explore',
  'models',
  'data',
  'evenings',
  'rooms',
  'team',
] as const;

export type Screen = (typeof screens)[number];

/** The screen named by a URL hash, by default the first. The part after `?` is the state of that screen. */
export function screenOf(hash: string): Screen {
  const [name] = hash.split('?');
  return screens.find((screen) => `#${screen}` === name) ?? 'run';
}

export function isScreen(name: string): name is Screen {
  return screens.some((screen) => screen === name);
}
