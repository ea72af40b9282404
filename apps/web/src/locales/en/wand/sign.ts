import { madeUpName } from '@wandcast/protocol';

/** Signing the book, and waking the wand of who signed before. */
export const sign = {
  heading: 'Sign the book',
  another: 'Try another name.',
  name: 'Wizard name',
  suggest: 'Suggest a name',
  /** @param random 0..1 */
  madeUpName: (random: () => number) => madeUpName(random),
  recorded:
    'Each cast records how your phone moves, under this name only, for the speaker’s team and the room’s model. Take back any of it, or all, from this phone.',
  wake: 'Wake my wand',
  asks: 'Your phone will ask to share motion',
  welcomeBack: (name: string) => `Welcome back, ${name}`,
  oneTap: 'Your phone wants one tap before it shares motion again.',
};
