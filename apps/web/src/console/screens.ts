/** The console's screens, in the order of its navigation. */
export const screens = [
  { screen: 'run', name: 'Run' },
  { screen: 'models', name: 'Models' },
  { screen: 'team', name: 'Team' },
] as const;

export type Screen = (typeof screens)[number]['screen'];

/** The screen an address names by its hash; the first where it names none. */
export function screenOf(hash: string): Screen {
  return screens.find(({ screen }) => `#${screen}` === hash)?.screen ?? 'run';
}

export function isScreen(name: string): name is Screen {
  return screens.some(({ screen }) => screen === name);
}
