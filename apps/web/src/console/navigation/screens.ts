/** The console's screens, in the order of its navigation. */
export const screens = [
  { screen: 'run', name: 'Run' },
  { screen: 'phones', name: 'Phones' },
  { screen: 'book', name: 'Book' },
  { screen: 'label', name: 'Label' },
  { screen: 'explore', name: 'Explore' },
  { screen: 'models', name: 'Models' },
  { screen: 'data', name: 'Data' },
  { screen: 'team', name: 'Team' },
] as const;

export type Screen = (typeof screens)[number]['screen'];

/** The screen an address names by its hash, up to what that screen keeps of itself there; the first where it names none. */
export function screenOf(hash: string): Screen {
  const [name] = hash.split('?');
  return screens.find(({ screen }) => `#${screen}` === name)?.screen ?? 'run';
}

export function isScreen(name: string): name is Screen {
  return screens.some(({ screen }) => screen === name);
}
