import { figures } from './figures';

const casts = (count: number): string => `${figures.count(count)} ${count === 1 ? 'cast' : 'casts'}`;

/** What the room keeps of a person. */
export const data = {
  title: 'Your data',
  back: 'Back',
  kept: 'What the room keeps',
  keptMore:
    'Your name, your mark and your grove. Of each cast: how your phone moved, how you held it and in which hand, when, how far your phone’s clock is from the room’s, which spell you meant and which one was heard. The speaker’s team can see them, the big screen shows your name, your points and your seal, and the room’s model learns from them, though never from those drawn with a finger.',
  copy: 'A copy for you',
  copyMore: 'All your casts in one file, every reading of them, as plain text.',
  save: 'Save a copy',
  gathering: 'Gathering your casts',
  progress: (done: number, of: number) => `${figures.count(done)} of ${casts(of)}`,
  saved: (count: number) => `Saved: ${casts(count)}, one a line.`,
  notSaved: 'Nothing was saved.',
  forgotten: 'Be forgotten',
  forgottenMore:
    'Deletes your name and every cast, in the room and on this phone. A model that was trained before keeps what it learnt from them; it holds no recording and no name.',
  ask: 'Everything you gave goes for good. Save a copy first if you want one.',
  forget: 'Forget me',
  stay: 'No, stay',
  notForgotten: 'You are still in the book.',
  casts: 'Your casts, one by one',
};
